"""A line of sensors with its words for people, the same on every system."""

from posture_app.desktop.clock import Clock
from posture_app.desktop.sensors.base import Line, Sensor
from posture_app.desktop.sensors.model import Kind

_LABELS = {
    Kind.IDLE: "Idle time",
    Kind.LOCK: "Screen lock",
    Kind.SLEEP: "Suspend",
    Kind.FULLSCREEN: "Full screen",
    Kind.DND: "Do not disturb",
}
_WITHOUT = {
    Kind.IDLE: ", so breaks go by the clock",
    Kind.LOCK: ", so a locked screen counts as one without input",
    Kind.SLEEP: ", so sleep is told from this computer's clocks, after it",
    Kind.FULLSCREEN: ", so breaks are not held for a full-screen window",
    Kind.DND: ", so breaks are not held for it",
    Kind.CALL: ", so say by hand when you are in a meeting",
}


def line(kind: Kind, sensors: list[Sensor], clock: Clock, label: str = "") -> Line:
    """A line with its words for people."""
    return Line(kind, label or _LABELS[kind], sensors, clock, without=_WITHOUT[kind])
