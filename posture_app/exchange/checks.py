"""What a schema does not say of a record: instants that a log can keep, places that a body has."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Final

from posture_app.body.zones import zones_by_id
from posture_app.coach.health import Health
from posture_app.errors import Message, sentence
from posture_app.journal.merging import Record
from posture_app.journal.programme import FollowedPhase
from posture_app.journal.received import LONGEST_PLAN, ReceivedPlan, received_id
from posture_app.library.problems import Problem
from posture_app.preferences import Preferences

FIRST: Final = datetime(1900, 1, 1, tzinfo=UTC)
LAST: Final = datetime(9998, 1, 1, tzinfo=UTC)
LARGEST: Final = 2**53
LONGEST_ID: Final = 100
LONGEST_TEXT: Final = 100_000
LONGEST_TIME: Final = timedelta(days=36_600)
_PLACES: Final = frozenset({"zone", "zones"})
_NUMBER: Final = re.compile(r"[0-9+ ]{0,20}")
_LANGUAGE: Final = re.compile(r"[\w-]{0,35}", re.ASCII)
_NO_ZONE: Final = sentence("has no time zone; expected Z or an offset at its end")
_NO_TIME: Final = sentence("expected a time from the year 1900 to 9997")
_TOO_LARGE: Final = sentence("is larger than any number in a log can be")


def record_problems(record: Record, place: str) -> Iterator[Problem]:
    """What is wrong with a record that fits the schema, with its place in the file."""
    yield from _problems_within(record, place)
    identity = getattr(record, "id", "some")
    if not 0 < len(identity) <= LONGEST_ID:
        what = sentence("expected from 1 to {most} characters", most=LONGEST_ID)
        yield Problem(f"{place}.id", what)
    if isinstance(record, FollowedPhase) and (record.ended_on is None) != (record.ending is None):
        what = sentence("expected an end and how it ended, or neither")
        yield Problem(f"{place}.ended_on", what)
    if isinstance(record, ReceivedPlan) and record.id != received_id(
        record.plan_id, record.revision
    ):
        yield Problem(f"{place}.id", sentence("expected the id of the plan with its revision"))


def health_problems(health: Health) -> Iterator[Problem]:
    """What is wrong with a health profile that fits the schema."""
    if not _NUMBER.fullmatch(health.emergency_number):
        yield Problem("health.emergency_number", sentence("expected the digits of a number"))
    if health.injected_on is not None and not 1900 <= health.injected_on.year < 9998:
        yield Problem("health.injected_on", _NO_TIME)


def preference_problems(preferences: Preferences) -> Iterator[Problem]:
    """What is wrong with preferences that fit the schema."""
    if not 1 <= preferences.text_scale <= 2:
        yield Problem("preferences.text_scale", sentence("expected a number from 1 to 2"))
    if not 0 <= preferences.volume <= 100:
        what = sentence("expected a whole number from 0 to 100")
        yield Problem("preferences.volume", what)
    if not _LANGUAGE.fullmatch(preferences.language):
        what = sentence('expected a language such as "de", or "" for the system\'s')
        yield Problem("preferences.language", what)


def _problems_within(value: object, place: str, name: str = "") -> Iterator[Problem]:
    """What is wrong with the values within a value; `name` is that of the field it stands in."""
    if isinstance(value, str):
        yield from _text_problems(value, place, name)
    elif isinstance(value, tuple | list):
        for index, one in enumerate(value):
            yield from _problems_within(one, f"{place}[{index}]", name)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in _names(type(value)):
            one = getattr(value, field)
            if one is not None:
                yield from _problems_within(one, f"{place}.{field}", field)
    elif (what := _fault(value)) is not None:
        yield Problem(place, what)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _text_problems(text: str, place: str, name: str) -> Iterator[Problem]:
    most = LONGEST_PLAN if name == "content" else LONGEST_TEXT
    if len(text) > most:
        what = sentence("expected at most {most} characters", most=most)
        yield Problem(place, what)
    elif name in _PLACES and text not in zones_by_id():
        what = sentence("{got} is no place on the body that is known", got=text[:60])
        yield Problem(place, what)


def _fault(value: object) -> Message | None:
    match value:
        case datetime():
            if value.tzinfo is None:
                return _NO_ZONE
            return None if FIRST <= value < LAST else _NO_TIME
        case date():
            return None if 1900 <= value.year < 9998 else _NO_TIME
        case int() | float():
            return None if abs(value) < LARGEST else _TOO_LARGE
        case timedelta():
            return None if timedelta() <= value <= LONGEST_TIME else _TOO_LARGE
        case _:
            return None
