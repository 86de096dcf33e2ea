"""What stands behind the options of an entry, checked."""

import math
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from posture_app.errors import AnyOf, WrongUseError, sentence

if TYPE_CHECKING:
    from posture_app.journal.questionnaire_form import Activity, QuestionnaireForm
    from posture_app.journal.questionnaires import Questionnaire

_Key = TypeVar("_Key", bound=StrEnum)


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


def key(option: str, keys: type[_Key], word: str) -> _Key:
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


def questionnaire(word: str) -> "Questionnaire":
    """One of the questionnaires.

    Raises:
        WrongUseError: There is none of this key; the message names those there are.
    """
    from posture_app.journal.questionnaires import QUESTIONNAIRES

    found = next((one for one in QUESTIONNAIRES.values() if one.key == word), None)
    if found is None:
        known = AnyOf(tuple(QUESTIONNAIRES))
        raise WrongUseError(sentence('got "{word}"; expected {known}', word=word[:60], known=known))
    return found


def questionnaire_form(
    chosen: "Questionnaire", activities: Sequence[str], value: str | None
) -> "QuestionnaireForm":
    """What was answered of a questionnaire, without a fault.

    Args:
        chosen: Which one.
        activities: Each as `NAME=N`.
        value: The total, or how it is on the whole.

    Raises:
        WrongUseError: Nothing was answered, or it is not on the scale, or a name is used twice.
    """
    from posture_app.journal.questionnaire_form import Activity, QuestionnaireForm
    from posture_app.journal.questionnaires import TYPED_IN

    if chosen.named:
        if not 0 < len(activities) <= chosen.items or value is not None:
            what = sentence(
                "expected from 1 to {most} --activity and no --value", most=chosen.items
            )
            raise WrongUseError(what)
        parts = [word.rpartition("=") for word in activities]
        named = tuple(
            Activity(
                key=str(place), name=name.strip(), value=whole("--activity", number.strip(), 10)
            )
            for place, (name, _equals, number) in enumerate(parts, 1)
        )
        if not all(one.name for one in named) or len({_folded(one) for one in named}) < len(named):
            raise WrongUseError(sentence("--activity: expected a name of its own before each ="))
        return QuestionnaireForm(questionnaire=chosen.key, activities=named)
    if value is None or activities:
        raise WrongUseError(sentence("expected --value and no --activity"))
    number = _on_scale(chosen, value)
    if chosen.key in TYPED_IN:
        return QuestionnaireForm(questionnaire=chosen.key, total=value)
    return QuestionnaireForm(questionnaire=chosen.key, whole=number)


def _folded(activity: "Activity") -> str:
    return activity.name.casefold()


def _on_scale(chosen: "Questionnaire", word: str) -> float:
    try:
        found = float(word.replace(",", "."))
    except ValueError:
        found = math.nan
    # How it is on the whole is said in words, of which there is one for each whole number.
    is_step = chosen.key != "whole" or found.is_integer()
    if chosen.least <= found <= chosen.most and is_step:
        return found
    raise WrongUseError(
        sentence(
            '--value: got "{word}"; expected a number from {least} to {most}',
            word=word[:60],
            least=f"{chosen.least:g}",
            most=f"{chosen.most:g}",
        )
    )


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
