"""The scheduler's state: a value that can be written down at any moment and read back.

Instants are whole milliseconds on the clock that goes on while the machine sleeps ("boot time"),
so that sums are exact. Activity has a clock of its own, which stands still while the person is
away or in a break: what a kind of break has counted is that clock less its reading at the kind's
last reset (`mark_ms`). Nothing is counted down anywhere.
"""

from collections import deque
from dataclasses import field, replace
from typing import Final

from posture_app.breaks.effects import BreakEffect
from posture_app.breaks.hours import NEVER
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.settings import BreakKind, BreakSettings
from posture_app.dataclass import dataclass

KEPT_DECISIONS: Final = 200
READ_WAIT_MS: Final = 60_000
"""A break waits no longer than this in all for who reads what to take care of in it."""


def to_ms(seconds: float) -> int:
    """Seconds as whole milliseconds."""
    return round(seconds * 1000)


@dataclass(slots=True)
class BreakTimer:
    """One kind of break that is on: its settings in milliseconds, and where it stands.

    `withheld_ms` is since when a due break has been held back. `snoozed_until_ms` is when a break
    that was put off comes again.
    """

    kind: str
    every_ms: int
    length_ms: int
    notice_ms: int
    snooze_ms: int
    max_snoozes: int
    mark_ms: int
    snoozed_until_ms: int | None = None
    snoozes: int = 0
    withheld_ms: int | None = None

    @classmethod
    def of(cls, kind: BreakKind, mark_ms: int) -> "BreakTimer":
        """The count of a kind that begins at nothing."""
        return cls(
            kind.id,
            to_ms(kind.every_s),
            to_ms(kind.length_s),
            # Told as long before as it comes again, any event would have it told at once.
            min(to_ms(kind.notice_s), max(0, to_ms(kind.every_s) - 1000)),
            to_ms(kind.snooze_s),
            kind.max_snoozes,
            mark_ms,
        )

    @property
    def snoozes_left(self) -> int:
        """How often a break of this kind can still be put off."""
        return max(0, self.max_snoozes - self.snoozes)

    def begin(self, mark_ms: int) -> None:
        """Start anew."""
        self.mark_ms = mark_ms
        self.snoozed_until_ms = None
        self.snoozes = 0
        self.withheld_ms = None


@dataclass(slots=True)
class AnnouncedBreak:
    """A break is announced; it starts when the activity clock shows `starts_active_ms`.

    `waiting` says that it was to start and waits for a gap in typing.
    """

    kind: str
    starts_active_ms: int
    waiting: bool = False


@dataclass(slots=True)
class RunningBreak:
    """A break is on until `ends_ms`; `rest_ms` is what was rested before `resting_since_ms`.

    What to take care of in it has been read since `reading_since_ms`. The break waits meanwhile,
    and ends as if it were read for as long as it waits; `read_ms` is for how long it did before.
    """

    kind: str
    length_ms: int
    started_ms: int
    ends_ms: int
    rest_ms: int = 0
    resting_since_ms: int | None = None
    read_ms: int = 0
    reading_since_ms: int | None = None

    def read(self, at_ms: int, *, on: bool) -> None:
        """What to take care of is read from now on, or no more."""
        if on == (self.reading_since_ms is not None):
            return
        if on:
            self.reading_since_ms = at_ms
        else:
            self.read_ms, self.reading_since_ms = self.waited_ms(at_ms), None
        self.ends_ms = self.latest_end_ms

    @property
    def latest_end_ms(self) -> int:
        """When it ends, if what is read goes on being read."""
        waits_ms = self.read_ms if self.reading_since_ms is None else READ_WAIT_MS
        return self.started_ms + self.length_ms + waits_ms

    def waited_ms(self, at_ms: int) -> int:
        """For how long it has waited for who reads."""
        since = self.reading_since_ms
        return self.read_ms if since is None else min(READ_WAIT_MS, self.read_ms + at_ms - since)

    def waits(self, at_ms: int) -> bool:
        """Whether it waits at this instant for who reads."""
        return self.reading_since_ms is not None and self.waited_ms(at_ms) < READ_WAIT_MS

    def left_ms(self, at_ms: int) -> int:
        """What is left of it."""
        ends_ms = self.started_ms + self.length_ms + self.waited_ms(at_ms)
        return max(0, ends_ms - at_ms)


@dataclass(slots=True)
class Hold:
    """A reason to hold breaks back; `gone_ms` is since when it has been gone, not yet settled.

    `until_ms` is when it goes by itself; `until_wall_ms` says the same on the wall clock.
    """

    since_ms: int
    until_ms: int | None = None
    until_wall_ms: int | None = None
    gone_ms: int | None = None


@dataclass(slots=True)
class SchedulerState:
    """Where the scheduler stands at `now_ms`. Only the scheduler changes one, and only its own.

    `wall_less_boot_ms` turns instants into milliseconds since 1970 in UTC. The absence in hand
    began at `away_since_ms`. After an idle absence, `returned_ms` is when input came back,
    `left_ms` when the absence had begun and `active_at_return_ms` what the activity clock showed:
    one isolated input does not end an absence. `unseen` says that nothing tells of input, which is
    then taken to be on. `poked_ms` is when such an input came. A routine has
    been played since `session_since_ms`. `last_hold` is the reason that was the last to be over.
    """

    settings: BreakSettings
    zone: str
    now_ms: int
    wall_less_boot_ms: int
    input_on: bool = True
    unseen: bool = False
    last_input_ms: int = 0
    active_at_last_input_ms: int = 0
    idle: bool = False
    returned_ms: int | None = None
    left_ms: int = 0
    active_at_return_ms: int = 0
    poked_ms: int | None = None
    reading: bool = False
    typing: bool = False
    session_since_ms: int | None = None
    locked: bool = False
    asleep: bool = False
    stalled: bool = False
    down: bool = False
    away_since_ms: int | None = None
    active_ms: int = 0
    counting_since_ms: int | None = None
    working: bool = True
    hours_change_ms: int = NEVER
    notice: AnnouncedBreak | None = None
    running: RunningBreak | None = None
    holds: dict[HoldKey, Hold] = field(default_factory=dict)
    nudged: bool = False
    last_hold: HoldKey | None = None
    counts: list[BreakTimer] = field(default_factory=list)
    decisions: deque[BreakEffect] = field(default_factory=lambda: deque(maxlen=KEPT_DECISIONS))

    @property
    def now_s(self) -> float:
        """Up to when everything has been reckoned, in seconds."""
        return self.now_ms / 1000

    @property
    def frozen(self) -> bool:
        """Whether the program can't do anything: asleep, stalled or not running."""
        return self.asleep or self.stalled or self.down

    @property
    def elsewhere(self) -> bool:
        """Whether the person is away whatever the input says."""
        return self.locked or self.asleep or self.down or self.session_since_ms is not None

    def count(self, kind: str) -> BreakTimer | None:
        """Where a kind stands, or None if it is off or unknown."""
        for count in self.counts:
            if count.kind == kind:
                return count
        return None

    def active_at(self, at_ms: int) -> int:
        """What the activity clock shows at an instant that is not before `now_ms`."""
        since = self.counting_since_ms
        return self.active_ms if since is None else self.active_ms + at_ms - since

    def copy(self) -> "SchedulerState":
        """A state of its own that can be changed without touching this one."""
        return replace(
            self,
            notice=self.notice and replace(self.notice),
            running=self.running and replace(self.running),
            holds={key: replace(hold) for key, hold in self.holds.items()},
            counts=[replace(count) for count in self.counts],
            decisions=self.decisions.copy(),
        )
