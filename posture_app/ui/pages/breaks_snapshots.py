"""What the Breaks page is shown: one frozen value, made outside."""

from collections.abc import Sequence
from datetime import date, datetime

from posture_app.breaks.settings import BreakSettings
from posture_app.dataclass import dataclass
from posture_app.ui.tray import TraySnapshot
from posture_app.words.break_charts import SpanKind
from posture_app.words.sensors import SensorState


@dataclass(frozen=True, slots=True)
class DaySpan:
    """A stretch of a day. Times are local; `words` is what a pointer resting on it is told."""

    kind: SpanKind
    start: datetime
    end: datetime
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """A day as a line from `start` to `end`, in local time; `now` is None for a day imagined.

    `longest_s` is the longest stretch of activity without a break.
    """

    start: datetime
    end: datetime
    spans: Sequence[DaySpan]
    longest_s: float
    now: datetime | None = None

    def count(self, kind: SpanKind) -> int:
        """How many spans of a kind there are."""
        return sum(span.kind == kind for span in self.spans)


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The breaks of one day of the week."""

    day: date
    taken: int
    natural: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was decided or would happen, as a sentence, with its local time."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDay:
    """A day as the simulator plays it with the settings as they are now.

    `about` says in a sentence what kind of day it is.
    """

    day: DayView
    events: Sequence[Decision]
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorRow:
    """One question, what answers it and what it said last, and how far it can be relied on.

    `answer` is "" while nothing answers; `sentence` then tells what that means.
    """

    label: str
    answer: str
    state: SensorState
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreaksSnapshot:
    """The whole page.

    Attributes:
        now: The person's local time.
        status: What the tray shows, too: the state, the next break, what can be done.
        below: What more is to be told of the state, in lines: what comes later, what is owed.
        explained: Why there is a break now or why not, the most telling sentence first.
        settings: The settings as they are.
        today: The day so far, or None while nothing is known of it.
        week: Monday to Sunday.
        why: The latest decisions, newest first.
        preview: A working day with these settings, or None while it is being played.
        sensors: How the machine is sensed.
        testing: Whether a self-test of the sensors is under way.
        tested: What came of the last one, as a sentence; "" where none was made.
        problem: What could not be done, as a sentence; "" for nothing.
        on: Whether there are breaks; without, nothing else is shown but `failed`.
        failed: Why there are none though the person wants them, as a part of a sentence; "" where
            they have turned them off.
    """

    now: datetime
    status: TraySnapshot
    settings: BreakSettings
    below: Sequence[str] = ()
    explained: Sequence[str] = ()
    today: DayView | None = None
    week: Sequence[DayCounts] = ()
    why: Sequence[Decision] = ()
    preview: SimulatedDay | None = None
    sensors: Sequence[SensorRow] = ()
    testing: bool = False
    tested: str = ""
    problem: str = ""
    on: bool = True
    failed: str = ""
