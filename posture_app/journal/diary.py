"""Sessions and entries in one order, newest first."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from posture_app.journal.entries import (
    CheckIn,
    Entry,
    Note,
    QuestionnaireResponse,
    Spasm,
    Treatment,
)
from posture_app.journal.model import SessionRecord
from posture_app.journal.zones import zone

DiaryItem = SessionRecord | Entry


class DiaryKind(StrEnum):
    """What an item of the diary is."""

    SESSION = "session"
    CHECK_IN = "check_in"
    SPASM = "spasm"
    TREATMENT = "treatment"
    NOTE = "note"
    QUESTIONNAIRE = "questionnaire"


ENTRIES: dict[DiaryKind, type[Entry]] = {
    DiaryKind.CHECK_IN: CheckIn,
    DiaryKind.SPASM: Spasm,
    DiaryKind.TREATMENT: Treatment,
    DiaryKind.NOTE: Note,
    DiaryKind.QUESTIONNAIRE: QuestionnaireResponse,
}
"""The kinds of what a person enters."""


def kind_of(item: DiaryItem) -> DiaryKind:
    """What an item is."""
    return next(
        (kind for kind, each in ENTRIES.items() if isinstance(item, each)), DiaryKind.SESSION
    )


def day_of(item: DiaryItem) -> date:
    """The person's day that an item counts to."""
    return item.local_day if isinstance(item, SessionRecord) else item.day


def moment_of(item: DiaryItem) -> datetime | None:
    """When it was, on the clock of the place; None where only the day is known."""
    if isinstance(item, SessionRecord):
        return item.local_start
    if isinstance(item, Spasm):
        at: datetime | None = item.began_at
    else:
        at = item.at
    return None if at is None else at.astimezone(zone(item.time_zone))


def newest_first(items: Iterable[DiaryItem]) -> list[DiaryItem]:
    """By day, then by time; a treatment without a time is the first of its day, and read last."""
    return sorted(items, key=_order, reverse=True)


def _order(item: DiaryItem) -> tuple[date, datetime, str]:
    day, moment = day_of(item), moment_of(item)
    at = datetime.combine(day, time(), UTC) - timedelta(days=1) if moment is None else moment
    return day, at.astimezone(UTC), item.id
