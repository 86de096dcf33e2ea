"""What is wrong with an entry that somebody wants to save, in words."""

from collections.abc import Mapping
from typing import Final

from posture_app.journal.entries import LONGEST_TEXT
from posture_app.journal.forms import FormFault
from posture_app.words.catalogue import N_, _
from posture_app.words.formats import number

FAULTS: Final[Mapping[FormFault, str]] = {
    FormFault.NOTHING_ANSWERED: N_("Answer at least one question, then it can be saved."),
    FormFault.NO_KIND: N_("Choose what it was."),
    FormFault.NO_TEXT: N_("Write something, then it can be saved."),
    FormFault.TOO_LONG: N_("A text can have up to {count} characters. Please shorten it."),
    FormFault.IN_FUTURE: N_("This is in the future. Choose a time that has been."),
    FormFault.BEFORE_BIRTH: N_("This is before the year of birth in your health profile."),
    FormFault.NO_NAME: N_("Name the activity that you have rated."),
    FormFault.SAME_NAME: N_("Two activities are called the same. Name each in its own way."),
    FormFault.OFF_SCALE: N_("Type a number within the scale that is named above."),
    FormFault.ENDS_BEFORE_START: N_("It ends before it begins. Choose a later end."),
}


def fault(value: FormFault) -> str:
    """What is wrong at a field, and what helps."""
    return _(FAULTS[value]).format(count=number(LONGEST_TEXT))
