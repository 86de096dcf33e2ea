"""What the verbs have in common that write a plan for its patient, on paper or as a page."""

import argparse
from pathlib import Path

from posture_app.preferences import BODIES, SKIN_TONES, USUAL_FIGURE
from posture_app.words.catalogue import _


def add_handout_options(verb: argparse.ArgumentParser) -> None:
    """Add what the patient has already, whom the figures show, and what to call where they are."""
    verb.add_argument(
        "--before",
        metavar=_("FILE"),
        type=Path,
        help=_("The version that the patient has: what was changed is told."),
    )
    verb.add_argument(
        "--body", choices=BODIES, default=USUAL_FIGURE.body, help=_("Whom the figures show.")
    )
    verb.add_argument(
        "--skin", choices=SKIN_TONES, default=USUAL_FIGURE.skin, help=_("The tone of their skin.")
    )
    verb.add_argument(
        "--emergency-number",
        metavar=_("NUMBER"),
        help=_("What to call where the patient is; that of the system's region without it."),
    )
