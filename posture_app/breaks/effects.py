"""What the scheduler decides: one type for each, with all that is needed to show and to log it.

`at_ms` is the instant on the clock that drives the state, `kind` the id of the kind of break, and
`what` the name that a type has in the state's file, in `status --json` and in the simulator.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, Final, get_args

from posture_app.breaks.faults import number
from posture_app.breaks.reasons import (
    Absence,
    BreakResult,
    DropReason,
    HoldKey,
    Refusal,
    Request,
    ResetReason,
    Withdrawal,
)
from posture_app.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """A break is announced, after `counted_s` of activity, and starts in `starts_in_s` of it."""

    what: ClassVar[str] = "notice"
    at_ms: int
    kind: str
    counted_s: float
    starts_in_s: float
    snoozes_left: int


@dataclass(frozen=True, slots=True)
class BreakWaits:
    """A break that is announced would start, and waits for a gap in typing."""

    what: ClassVar[str] = "waits"
    at_ms: int
    kind: str


@dataclass(frozen=True, slots=True)
class NoticeWithdrawn:
    """A notice is taken back; `held_by` and `since_ms` say which hold it is, if it is one."""

    what: ClassVar[str] = "withdrawn"
    at_ms: int
    kind: str
    reason: Withdrawal
    held_by: HoldKey | None = None
    since_ms: int | None = None


@dataclass(frozen=True, slots=True)
class BreakStarted:
    """A break begins; `asked_for` by the person, or because it was due."""

    what: ClassVar[str] = "break_starts"
    at_ms: int
    kind: str
    length_s: float
    snoozes_left: int
    asked_for: bool = False


@dataclass(frozen=True, slots=True)
class BreakEnded:
    """A break is over; `length_s` is None for one that was only announced.

    `unseen` says that nothing told of input, so that it counts by the clock.
    """

    what: ClassVar[str] = "break_ends"
    at_ms: int
    kind: str
    result: BreakResult
    rested_s: float
    length_s: float | None = None
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """A break is dropped in favour of a longer one, which is due in `due_in_s`."""

    what: ClassVar[str] = "merged"
    at_ms: int
    kind: str
    into: str
    due_in_s: float


@dataclass(frozen=True, slots=True)
class Withheld:
    """A break is due and held back by a hold that has been there since `since_ms`."""

    what: ClassVar[str] = "withheld"
    at_ms: int
    kind: str
    held_by: HoldKey
    since_ms: int

    @property
    def reason(self) -> HoldKey:
        """The hold as it is told."""
        return self.held_by.told


@dataclass(frozen=True, slots=True)
class Released:
    """No hold is left, the last having been `reason`; a break that was owed for `held_s` comes."""

    what: ClassVar[str] = "released"
    at_ms: int
    kind: str
    reason: HoldKey | None
    held_s: float


@dataclass(frozen=True, slots=True)
class Nudged:
    """A break has been held back for so long that the person is told once, without a sound."""

    what: ClassVar[str] = "nudge"
    at_ms: int
    kind: str
    held_s: float
    held_by: HoldKey
    since_ms: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A break that waited does not come any more."""

    what: ClassVar[str] = "dropped"
    at_ms: int
    kind: str
    reason: DropReason


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was `asked` for is not done.

    `kind` is the break that it was about, if there is one; `snoozes` how often that was put off
    already; `wanted` the id that no kind has.
    """

    what: ClassVar[str] = "refused"
    at_ms: int
    asked: Request
    reason: Refusal
    kind: str | None = None
    snoozes: int = 0
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class CountReset:
    """A kind counts anew after `counted_s`, for an absence of `away_s` or the kind `longer`."""

    what: ClassVar[str] = "reset"
    at_ms: int
    kind: str
    reason: ResetReason
    counted_s: float
    away_s: float = 0.0
    longer: str | None = None


@dataclass(frozen=True, slots=True)
class WorkStarted:
    """The work hours begin."""

    what: ClassVar[str] = "work_starts"
    kind: ClassVar[None] = None
    at_ms: int


@dataclass(frozen=True, slots=True)
class WorkEnded:
    """The work hours are over."""

    what: ClassVar[str] = "work_ends"
    kind: ClassVar[None] = None
    at_ms: int


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """There are other settings from now on."""

    what: ClassVar[str] = "settings"
    kind: ClassVar[None] = None
    at_ms: int


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """The wall clock was set by `step_s`, or is in `zone` from now on, or both."""

    what: ClassVar[str] = "clock_set"
    kind: ClassVar[None] = None
    at_ms: int
    step_s: float
    zone: str


@dataclass(frozen=True, slots=True)
class AbsenceEnded:
    """An absence that could not be told while it lasted is over."""

    what: ClassVar[str] = "away"
    kind: ClassVar[None] = None
    at_ms: int
    reason: Absence
    away_s: float


BreakEffect = (
    NoticeGiven
    | BreakWaits
    | NoticeWithdrawn
    | BreakStarted
    | BreakEnded
    | Merged
    | Withheld
    | Released
    | Nudged
    | Dropped
    | Refused
    | CountReset
    | WorkStarted
    | WorkEnded
    | SettingsChanged
    | ClockMoved
    | AbsenceEnded
)

EFFECTS: Final[Mapping[str, type[BreakEffect]]] = {one.what: one for one in get_args(BreakEffect)}
"""Every type by its name."""
SHOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "notice": (),
    "break_starts": (),
    "break_ends": ("result", "rested_s"),
    "merged": ("into",),
    "withheld": ("reason",),
    "released": ("reason",),
    "nudge": (),
    "dropped": ("reason",),
    "refused": ("asked", "reason"),
    "reset": ("reason",),
    "work_starts": (),
    "work_ends": (),
}
"""What the simulator prints, and which of its fields; `asked` as `what`."""


def effect_json(effect: BreakEffect) -> dict[str, object]:
    """An effect as JSON can write it."""
    values = {one.name: getattr(effect, one.name) for one in fields(effect)}
    return {"what": effect.what, **values}


def read_effect(raw: Mapping[str, Any]) -> BreakEffect:
    """Read what `effect_json` wrote; KeyError, TypeError or ValueError where it is damaged."""
    made = EFFECTS[raw["what"]]
    values = {name: value for name, value in raw.items() if name != "what"}
    keys = _KEYS.get(made, {})
    for name, key in keys.items():
        if values[name] is not None:
            values[name] = key(values[name])
    effect = made(**values)
    _check(effect)
    return effect


_KEYS: Final[Mapping[type[BreakEffect], Mapping[str, Any]]] = {
    NoticeWithdrawn: {"reason": Withdrawal, "held_by": HoldKey},
    Withheld: {"held_by": HoldKey},
    Released: {"reason": HoldKey},
    Nudged: {"held_by": HoldKey},
    Dropped: {"reason": DropReason},
    Refused: {"asked": Request, "reason": Refusal},
    CountReset: {"reason": ResetReason},
    AbsenceEnded: {"reason": Absence},
}
"""The fields that are keys, and of which type."""


_TEXTS: Final = frozenset({"kind", "into", "wanted", "longer", "zone"})
_COUNTS: Final = frozenset({"snoozes", "snoozes_left"})
_MAY_BE_NONE: Final = frozenset({"kind", "longer", "since_ms", "length_s"})


def _check(effect: BreakEffect) -> None:
    """TypeError for a value of another type than its field, or a result that is unknown."""
    for one in fields(effect):
        value = getattr(effect, one.name)
        if one.name in _TEXTS:
            sound = isinstance(value, str) or (value is None and one.name in _MAY_BE_NONE)
        elif one.name == "asked_for":
            sound = isinstance(value, bool)
        elif one.name.endswith("_ms") or one.name in _COUNTS:
            sound = type(value) is int or (value is None and one.name in _MAY_BE_NONE)
        elif one.name.endswith("_s"):
            sound = number(value) is not None or (value is None and one.name in _MAY_BE_NONE)
        else:
            continue
        if not sound:
            raise TypeError(f"{one.name} is not what it should be")
    if isinstance(effect, BreakEnded) and effect.result not in get_args(BreakResult):
        raise TypeError(f"{effect.result!r} is not what comes of a break")
