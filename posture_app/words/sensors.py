"""What the page says of the sensors: what they answered last, and how far that can be relied on."""

from collections.abc import Mapping
from typing import Final, Literal

from posture_app.errors import Message
from posture_app.words.breaks import length
from posture_app.words.catalogue import N_, _, pgettext, said

SensorState = Literal["working", "suspect", "gone", "unavailable"]

_STATES: Final[Mapping[SensorState, str]] = {
    "working": N_("Working"),
    "suspect": N_("In doubt"),
    "gone": N_("Gone"),
    "unavailable": N_("Not available"),
}


def state(key: SensorState) -> str:
    """How far an answer can be relied on, in a word or two."""
    return _(_STATES[key])


def value(answer: float | bool | None) -> str:
    """A sensor's answer: seconds, yes or no, or None while there is none."""
    if answer is None:
        return _("not known yet")
    if isinstance(answer, bool):
        return (
            pgettext("a sensor's answer", "yes") if answer else pgettext("a sensor's answer", "no")
        )
    return length(answer)


def last_answer(sensor: Message | str, answer: float | bool | None) -> str:
    """Who answered a question, and what."""
    return _("{sensor}, last value: {value}").format(sensor=said(sensor), value=value(answer))
