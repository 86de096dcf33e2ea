"""What stands behind the options of an entry, checked."""

from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from posture_app.errors import AnyOf, WrongUseError, sentence

Key = TypeVar("Key", bound=StrEnum)


def point_in_time(option: str, word: str | None, time_zone: str) -> datetime | None:
    """A point in time; one without an offset is by this machine's clock, a day is its noon.

    Raises:
        WrongUseError: It is none.
    """
    from posture_app.journal.zones import zone

    if word is None:
        return None
    try:
        if len(word) == len("2026-03-02"):
            return datetime.combine(date.fromisoformat(word), time(12), zone(time_zone))
        found = datetime.fromisoformat(word)
        return found if found.tzinfo else found.replace(tzinfo=zone(time_zone))
    except (ValueError, OverflowError):
        raise WrongUseError(
            sentence(
                '{option}: got "{word}"; expected a time such as 2026-03-02T14:30',
                option=option,
                word=word[:60],
            )
        ) from None


def require_after_birth(data_dir: Path | None, at: datetime, time_zone: str) -> None:
    """Refuse a time before the year of birth, where the person has told it.

    Raises:
        WrongUseError: It is before that.
    """
    from posture_app.desktop.health import look_at_health
    from posture_app.desktop.paths import folder_to_read
    from posture_app.journal.zones import zone

    health = look_at_health(folder_to_read(data_dir))
    born = None if health is None else health.birth_year
    if born is not None and at.astimezone(zone(time_zone)).year < born:
        raise WrongUseError(sentence("--at is before the year of your birth, {year}", year=born))


def key(option: str, keys: type[Key], word: str) -> Key:
    """One of an option's keys.

    Raises:
        WrongUseError: There is no such key; the message names those there are.
    """
    try:
        return keys(word)
    except ValueError:
        known = AnyOf(tuple(one.value for one in keys))
        raise WrongUseError(
            sentence(
                '{option}: got "{word}"; expected {known}',
                option=option,
                word=word[:60],
                known=known,
            )
        ) from None


def whole(option: str, word: str, most: int) -> int:
    """A whole number from 0 to `most`.

    Raises:
        WrongUseError: It is none.
    """
    if not (word.isascii() and word.isdigit() and len(word) < 6 and int(word) <= most):
        raise WrongUseError(
            sentence(
                '{option}: got "{word}"; expected a whole number from 0 to {most}',
                option=option,
                word=word[:60],
                most=most,
            )
        )
    return int(word)


def pain(option: str, given: int | None) -> int | None:
    """The strength of a pain, if it was given.

    Raises:
        WrongUseError: It is not from 0 to 10.
    """
    return None if given is None else whole(option, str(given), 10)


def place(word: str) -> str:
    """A place on the body.

    Raises:
        WrongUseError: There is none of this id.
    """
    from posture_app.body.zones import zones_by_id

    if word not in zones_by_id():
        raise WrongUseError(
            sentence(
                '"{word}" is no place on the body; posture-app advise --keys lists them, such as '
                "low_back_left",
                word=word[:60],
            )
        )
    return word


def day(option: str, word: str | None) -> date | None:
    """A day, if one was given.

    Raises:
        WrongUseError: It is none.
    """
    if word is None:
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise WrongUseError(
            sentence(
                '{option}: got "{word}"; expected a day such as 2026-03-02',
                option=option,
                word=word[:60],
            )
        ) from None
