"""What the break's windows are shown, and what they tell: frozen values."""

from dataclasses import field
from functools import partial
from typing import Final

from posture_app.breaks.settings import Strictness
from posture_app.coach.break_exercises import Choice, SkipReason
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise
from posture_app.words.breaks_on_screen import rest_lines
from posture_app.words.catalogue import N_

SKIP_REASONS: Final[tuple[tuple[SkipReason, str], ...]] = (
    ("meeting", N_("In a meeting")),
    ("not_now", N_("Not now")),
    ("hurts", N_("It does not feel right")),
    ("no_room", N_("No room for it")),
)
"""Worded so that nobody who looks over a shoulder learns anything about the person's health."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSnapshot:
    """The little time before a break. `kind` comes back with what the person wants."""

    kind: str
    name: str
    starts_in_s: float
    snooze_s: float
    snoozes_left: int
    strictness: Strictness = "card"


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What to take care of in an exercise.

    Attributes:
        short: Whom it concerns, the same for everybody: others may see it.
        shorter: The same in ever fewer words, each time said how many are not named.
        full: All cautions, the person's own first; shown when they are asked for.
        stops: What to stop for, and what to do then.
    """

    short: str
    shorter: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakSnapshot:
    """A break that is to be shown.

    Attributes:
        kind: The break's kind; comes back with what the person wants.
        name: What the person calls it.
        strictness: How it shows itself.
        length_s: Its whole length.
        left_s: What is left of it when it opens: less than `length_s` after a restart.
        choice: The exercise, or None for a break without one.
        care: What to take care of in the exercise, where that is known.
        rest: What the figure does where no exercise is to be done: something gentle.
        lines: What to do in a break without an exercise, to be translated; the first is the
            heading.
        snooze_s: How much later "later" is.
        snoozes_left: How often it may still be put off.
    """

    kind: str
    name: str
    strictness: Strictness
    length_s: float
    left_s: float
    choice: Choice | None = None
    care: Care | None = None
    rest: Exercise | None = None
    lines: tuple[str, ...] = field(default_factory=partial(rest_lines, "rest"))
    snooze_s: float = 300.0
    snoozes_left: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A break that the person skipped; `reason` is None where none was asked for."""

    kind: str
    reason: SkipReason | None


@dataclass(frozen=True, slots=True)
class StartBreak:
    """Begin the break that is announced."""


@dataclass(frozen=True, slots=True)
class BreakDone:
    """The break's exercise is done, and the break with it."""


@dataclass(frozen=True, slots=True)
class PostponeBreak:
    """Put the break off."""


@dataclass(frozen=True, slots=True)
class AnotherExercise:
    """Another exercise for what is left."""


@dataclass(frozen=True, slots=True)
class LeaveBreak:
    """Close the break at once."""


@dataclass(frozen=True, slots=True)
class SkipBreak:
    """Leave the break out; `reason` is None where none was asked for."""

    reason: SkipReason | None = None


BreakCommand = BreakDone | PostponeBreak | AnotherExercise | LeaveBreak | SkipBreak
"""What a person can want of a break."""
NoticeCommand = StartBreak | PostponeBreak | SkipBreak
"""What a person can want of a break that is announced."""
