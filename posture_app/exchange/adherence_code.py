"""The text code in which the page on the telephone tells what was done; `docs/plans.md` has it.

The page writes it (`resources/phone/code.js`), and here it is read. It names phases, exercises and
signs by their places, so that it can be read with the plan's file only.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, TypeVar, get_args

from posture_app.coach.pain_rule import Sign
from posture_app.errors import FailedError, sentence
from posture_app.plans.model import AdherenceFile, ItemDone, PlanFile, SessionDone, StopReason

_One = TypeVar("_One")

VERSION: Final = 1
LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L, O and U, which are read as others."""
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
_FIRST_DAY: Final = date(2020, 1, 1)
_UNKNOWN_MINUTE: Final = 2047
_UNKNOWN: Final = 15
_CHECK_BITS: Final = 16
_LONGEST_NAME: Final = 40
"""Of an exercise's id in a session's; the page knows it, too."""
_LONGEST: Final = 200_000
_STOPS: Final[tuple[StopReason, ...]] = get_args(StopReason)


class BrokenCodeError(FailedError):
    """A code cannot be read; the message says why."""


def read_code(code: str, plan_file: PlanFile) -> AdherenceFile:
    """What a code tells of a plan.

    Args:
        code: As it was copied or typed: spaces, hyphens and small letters do not matter.
        plan_file: The plan, in the version that the patient has.

    Raises:
        BrokenCodeError: It was mistyped, is cut off, or belongs to another plan or version.
    """
    bits = _Bits(_bits(code))
    if bits.number(4) != VERSION:
        raise BrokenCodeError(
            sentence(
                "The code was made by a newer version of the program; install that to read it."
            )
        )
    revision = bits.number(17)
    if revision != plan_file.plan.revision:
        raise BrokenCodeError(
            sentence(
                "The code belongs to version {found} of the plan, not to version {known}.",
                found=revision,
                known=plan_file.plan.revision,
            )
        )
    ticks: dict[tuple[str, str], int] = {}
    sessions = tuple(_session(bits, plan_file, ticks) for _ in range(bits.number(8)))
    if not sessions:
        raise BrokenCodeError(sentence("The code tells of no session."))
    days = sorted(one.day for one in sessions)
    return AdherenceFile(
        format="posture-app/adherence",
        version=1,
        plan=plan_file.plan.id,
        patient=plan_file.plan.patient,
        made_by="code",
        first_day=days[0],
        last_day=days[-1],
        sessions=sessions,
    )


class _Bits:
    """Numbers read one after the other; both ways to read one raise BrokenCodeError."""

    def __init__(self, bits: str) -> None:
        self._bits, self._at = bits, 0

    def number(self, count: int) -> int:
        taken = self._bits[self._at : self._at + count]
        if len(taken) < count:
            raise _mistyped()
        self._at += count
        return int(taken, 2)

    def scale(self) -> int | None:
        value = self.number(4)
        if value != _UNKNOWN and value > 10:
            raise _mistyped()
        return None if value == _UNKNOWN else value


def _mistyped() -> BrokenCodeError:
    return BrokenCodeError(
        sentence(
            "The code is not whole, or something in it was mistyped or belongs to another plan."
        )
    )


def _bits(code: str) -> str:
    """The code's bits, without the check sum, which is right."""
    letters = "".join(code.split()).replace("-", "").upper().translate(_MISREAD)
    if not letters or len(letters) > _LONGEST or set(letters) - set(LETTERS):
        raise _mistyped()
    bits = "".join(f"{LETTERS.index(letter):05b}" for letter in letters)
    # Up to four zeros fill the last letter.
    for filling in range(5):
        whole = bits[: len(bits) - filling]
        content, check = whole[:-_CHECK_BITS], whole[-_CHECK_BITS:]
        if "1" not in bits[len(whole) :] and content and _check_of(content) == int(check, 2):
            return content
    raise _mistyped()


def _check_of(bits: str) -> int:
    """CRC-16 with the polynomial of the CCITT, bit by bit."""
    check = 0xFFFF
    for bit in bits:
        top = check >> 15
        check = (check << 1) & 0xFFFF
        if top != (bit == "1"):
            check ^= 0x1021
    return check


def _session(bits: _Bits, plan_file: PlanFile, ticks: dict[tuple[str, str], int]) -> SessionDone:
    day = (_FIRST_DAY + timedelta(days=bits.number(15))).isoformat()
    minute = bits.number(11)
    at = None if minute == _UNKNOWN_MINUTE else f"{minute // 60:02d}:{minute % 60:02d}"
    phase = _at(plan_file.plan.phases, bits.number(5)).id
    before, after, morning, effort = (bits.scale() for _ in range(4))
    stop = bits.number(3)
    stopped = _at(_STOPS, stop - 1) if stop else None
    flags = tuple(_at(tuple(Sign), bits.number(5)).value for _ in range(bits.number(5)))
    items = tuple(_item(bits, plan_file) for _ in range(bits.number(7)))
    return SessionDone(
        id=_id(day, at, items, ticks),
        day=day,
        at=at,
        phase=phase,
        revision=plan_file.plan.revision,
        items=items,
        pain_before=before,
        pain_after=after,
        pain_next_morning=morning,
        effort=effort,
        stopped=stopped,
        red_flags=flags,
    )


def _item(bits: _Bits, plan_file: PlanFile) -> ItemDone:
    exercise = _at(plan_file.exercises, bits.number(9)).id
    asked, done = bits.number(5), bits.number(5)
    if not 1 <= asked <= 20 or done > 20:
        raise _mistyped()
    return ItemDone(
        exercise=exercise,
        asked_sets=asked,
        done_sets=done,
        pain=bits.scale(),
        hurt=bool(bits.number(1)),
        skipped=bool(bits.number(1)),
    )


def _id(
    day: str, at: str | None, items: Sequence[ItemDone], ticks: dict[tuple[str, str], int]
) -> str:
    """The id that the page gives: by the minute, or by the count of what has no time."""
    if at is not None:
        return f"page-{day}-{at}"
    key = (day, items[0].exercise if items else "")
    ticks[key] = ticks.get(key, 0) + 1
    return f"page-{day}-{key[1][:_LONGEST_NAME]}-{ticks[key]}"


def _at(known: Sequence[_One], place: int) -> _One:
    if place >= len(known):
        raise _mistyped()
    return known[place]
