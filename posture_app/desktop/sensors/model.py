"""What the sensors know, as values: readings, healths and the arithmetic behind them."""

from enum import StrEnum

from posture_app.dataclass import dataclass
from posture_app.desktop.clock import ClockReading
from posture_app.errors import Message

GREW_S = 2.0
"""An idle time above this shows that its sensor measures something."""
NEVER_GREW_S = 30 * 60.0
"""After this long without having grown, an idle time is not believed."""
_ENOUGH_ANSWERS = 30
"""A stalled process must not take two answers half an hour apart for a lie."""

SLEEP_OVER_S = 60.0
"""Awake for this long after "going to sleep": the machine is back, whatever was not said."""


class SensorKind(StrEnum):
    """The questions."""

    IDLE = "idle"
    LOCK = "lock"
    SLEEP = "sleep"
    FULLSCREEN = "fullscreen"
    DND = "dnd"
    CALL = "call"


class State(StrEnum):
    """How far an answer can be relied on."""

    WORKING = "working"
    SUSPECT = "suspect"  # it answers, but what it says can't be true
    GONE = "gone"  # it answered once and no longer does
    UNAVAILABLE = "unavailable"  # nothing here has ever answered


@dataclass(frozen=True, slots=True)
class SensorHealth:
    """One row of the sensors' page: a question, who answers it, and how well.

    `label` names the question. `sensor` is "" while nothing answers. `value` is the last answer:
    seconds for the idle time, else yes or no; None while none is known. `sentence` tells the state.
    """

    kind: SensorKind
    label: Message | str
    sensor: Message | str
    state: State
    value: float | bool | None
    sentence: Message | str


@dataclass(frozen=True, slots=True)
class Readings:
    """What is known about the machine at one moment; None is "not known".

    `idle_s` was true at `idle_at` (asking is seldom), so the last input was at that moment's
    monotonic clock less `idle_s`. A suspect idle time is None: the caller goes by the clock.
    """

    at: ClockReading
    idle_s: float | None = None
    idle_at: ClockReading | None = None
    locked: bool | None = None
    asleep: bool | None = None
    fullscreen: bool | None = None
    dnd: bool | None = None
    call: bool | None = None
    healths: tuple[SensorHealth, ...] = ()


class StuckIdleDetector:
    """Notices an idle time that never grows."""

    def __init__(self) -> None:
        self._grew_at_s: float | None = None
        self._answers = 0

    def hear(self, idle_s: float, monotonic_s: float) -> bool:
        """Takes one answer; tells whether the source is now to be doubted."""
        if self._grew_at_s is None or idle_s > GREW_S:
            self._grew_at_s = monotonic_s
            self._answers = 0
        self._answers += 1
        return self._answers > _ENOUGH_ANSWERS and monotonic_s - self._grew_at_s >= NEVER_GREW_S


class LearnedUnit:
    """An idle time of unknown unit: seconds on some desktops, milliseconds on others.

    The unit shows itself the first time that the number grows beside a clock.
    """

    def __init__(self) -> None:
        self._seconds_each: float | None = None
        self._before: tuple[float, float] | None = None

    def seconds(self, number: float, monotonic_s: float) -> float | None:
        """`number` in seconds, or None while its unit is not known."""
        if self._seconds_each is None and self._before is not None:
            then_s, then = self._before
            # Under two seconds apart, whole seconds are too coarse to tell a rate from.
            if number > then and monotonic_s - then_s >= GREW_S:
                self._seconds_each = _unit((number - then) / (monotonic_s - then_s))
        if self._before is None or number < self._before[1] or monotonic_s - self._before[0] >= 60:
            self._before = (monotonic_s, number)
        return None if self._seconds_each is None else number * self._seconds_each


def _unit(rate: float) -> float | None:
    for unit_s in (1.0, 0.001):
        if 0.9 <= rate * unit_s <= 1.1:
            return unit_s
    return None


PRESENT_S = 10.0
AWAY_S = 30.0
AWAY_UNWATCHED_S = 5.0
KEEN_S = 1.0


def next_ask_s(
    idle_s: float | None, *, idle_after_s: float, keen: bool, return_is_watched: bool, locked: bool
) -> float:
    """Seconds until the sensors that must be asked are asked again.

    Keen is while a break is near or running. A person at work is asked for every 10 s, or sooner
    when `idle_after_s` could be reached sooner; one who is away rarely, because the return tells
    itself, or at least every 5 s where it doesn't.
    """
    if keen:
        return KEEN_S
    if locked:
        return AWAY_S
    if idle_s is None or idle_s < idle_after_s:
        left_s = PRESENT_S if idle_s is None else idle_after_s - idle_s
        return min(PRESENT_S, max(KEEN_S, left_s))
    return AWAY_S if return_is_watched else AWAY_UNWATCHED_S
