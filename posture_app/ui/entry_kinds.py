"""What a person can add, as menus offer it. Without the sheets: a waiting program has the menu."""

from collections.abc import Mapping
from typing import Final, Literal

from posture_app.words.catalogue import N_

EntryKind = Literal["check_in", "spasm", "treatment", "note", "questionnaire"]

MENU: Final[Mapping[EntryKind, str]] = {
    "check_in": N_("&Check-in"),
    "spasm": N_("&Spasm"),
    "treatment": N_("&Treatment"),
    "note": N_("&Note"),
    "questionnaire": N_("&Questionnaire"),
}
"""In the order of the menu; the letter after the sign is the key that chooses it there."""

ADD: Final[Mapping[EntryKind, str]] = {
    "check_in": N_("Add a check-in"),
    "spasm": N_("Add a spasm"),
    "treatment": N_("Add a treatment"),
    "note": N_("Add a note"),
    "questionnaire": N_("Fill in a questionnaire"),
}
"""The same as commands that are looked for."""
