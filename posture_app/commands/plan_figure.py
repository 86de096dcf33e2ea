"""Whom the figures of a plan's handouts show, as an option of the verbs that write them."""

import argparse

from posture_app.preferences import BODIES, SKIN_TONES, USUAL_FIGURE
from posture_app.words.catalogue import _


def add_figure(verb: argparse.ArgumentParser) -> None:
    """Add the choice of the figure's body and skin to a verb."""
    verb.add_argument(
        "--body", choices=BODIES, default=USUAL_FIGURE.body, help=_("Whom the figures show.")
    )
    verb.add_argument(
        "--skin", choices=SKIN_TONES, default=USUAL_FIGURE.skin, help=_("The tone of their skin.")
    )
