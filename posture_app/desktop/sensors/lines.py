"""A line of sensors with its words for people, the same on every system."""

from collections.abc import Mapping
from typing import Final

from posture_app.desktop.clock import Clock
from posture_app.desktop.sensors.base import LineWords, Sensor, SensorLine
from posture_app.desktop.sensors.model import SensorKind
from posture_app.errors import Message, sentence

MICROPHONE: Final = sentence("Microphone")
CAMERA: Final = sentence("Camera")
SESSION_LOCK: Final = sentence("Session lock")

_LABELS: Final[Mapping[SensorKind, Message]] = {
    SensorKind.IDLE: sentence("Idle time"),
    SensorKind.LOCK: sentence("Screen lock"),
    SensorKind.SLEEP: sentence("Suspend"),
    SensorKind.FULLSCREEN: sentence("Full screen"),
    SensorKind.DND: sentence("Do not disturb"),
}
_WITHOUT: Final[Mapping[SensorKind, tuple[Message, Message]]] = {
    SensorKind.IDLE: (
        sentence("Nothing on this computer tells it, so breaks go by the clock."),
        sentence("{sensor} no longer answers, so breaks go by the clock."),
    ),
    SensorKind.LOCK: (
        sentence(
            "Nothing on this computer tells it, so a locked screen counts as one without input."
        ),
        sentence("{sensor} no longer answers, so a locked screen counts as one without input."),
    ),
    SensorKind.SLEEP: (
        sentence(
            "Nothing on this computer tells it, so sleep is told from this computer's clocks, "
            "after it."
        ),
        sentence(
            "{sensor} no longer answers, so sleep is told from this computer's clocks, after it."
        ),
    ),
    SensorKind.FULLSCREEN: (
        sentence(
            "Nothing on this computer tells it, so breaks are not held for a full-screen window."
        ),
        sentence("{sensor} no longer answers, so breaks are not held for a full-screen window."),
    ),
    SensorKind.DND: (
        sentence("Nothing on this computer tells it, so breaks are not held for it."),
        sentence("{sensor} no longer answers, so breaks are not held for it."),
    ),
    SensorKind.CALL: (
        sentence("Nothing on this computer tells it, so say by hand when you are in a meeting."),
        sentence("{sensor} no longer answers, so say by hand when you are in a meeting."),
    ),
}
"""What it means that nothing ever answered, and that what answered has gone."""


def line(
    kind: SensorKind, sensors: list[Sensor], clock: Clock, label: Message | None = None
) -> SensorLine:
    """A line with its words for people."""
    never, no_longer = _WITHOUT[kind]
    return SensorLine(kind, label or _LABELS[kind], sensors, clock, LineWords(never, no_longer))
