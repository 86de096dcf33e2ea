"""What the page Progress reads of the log, and only of the days that it shows."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from posture_app.dataclass import dataclass
from posture_app.journal.course import Course, PlaceHistory, course_of, place_histories
from posture_app.journal.day_table import DayTable, day_table_of
from posture_app.journal.diary import ENTRIES, DiaryItem, DiaryKind, newest_first
from posture_app.journal.entries import CheckIn, Entry, QuestionnaireResponse, Spasm, Treatment
from posture_app.journal.model import SessionRecord
from posture_app.journal.trends import LOOKED_BACK_DAYS, trends
from posture_app.journal.zones import zone
from posture_app.store.breaks import BreakHistory
from posture_app.store.entries import Entries
from posture_app.store.journal import Journal
from posture_app.ui.pages.snapshots import DiaryQuery, ProgressSnapshot
from posture_app.words.diary import keys_meant, means_kind

if TYPE_CHECKING:
    from posture_app.program.loading import OpenRecords

QUESTIONNAIRES_SHOWN: Final = 100
"""Of so many the courses are told: two years of all of them, every other week."""


@dataclass(frozen=True, slots=True)
class ProgressLog:
    """The parts of the log that is open."""

    journal: Journal
    entries: Entries
    history: BreakHistory

    @classmethod
    def of(cls, opened: "OpenRecords") -> "ProgressLog":
        """Those of the log that is open."""
        return cls(opened.journal, opened.log.entries, opened.history)

    def first_day(self) -> date | None:
        """The first day of which there is anything."""
        days = [self.entries.first_day(), self.journal.first_day()]
        return min((one for one in days if one is not None), default=None)

    def course(self, first_day: date, last_day: date, time_zone: str) -> Course:
        """What each day from the first to the last held."""
        return course_of(
            first_day,
            last_day,
            check_ins=self.entries.between(CheckIn, first_day, last_day),
            spasms=self.entries.between(Spasm, first_day, last_day),
            treatments=self.entries.between(Treatment, first_day, last_day),
            sessions=self.journal.days(first_day, last_day),
            breaks=self.history.counts(first_day, last_day, time_zone),
            first_session=self.journal.first_day(),
        )

    def places(self, first_day: date, last_day: date) -> tuple[PlaceHistory, ...]:
        """How each place was from the first day to the last."""
        return place_histories(
            self.entries.between(CheckIn, first_day, last_day),
            self.entries.between(Spasm, first_day, last_day),
        )

    def day_table(self, first_day: date, last_day: date, time_zone: str) -> DayTable | None:
        """The days as a table, for what goes before pain and spasms; None without an entry."""
        return day_table_of(
            self.entries.between(CheckIn, first_day, last_day),
            self.entries.between(Spasm, first_day, last_day),
            self.journal.days(first_day, last_day),
            self.history.counts(first_day, last_day, time_zone),
        )

    def diary(self, query: DiaryQuery, count: int) -> list[DiaryItem]:
        """The newest sessions and entries that are asked for."""
        items: list[DiaryItem] = []
        if query.kind in {None, DiaryKind.SESSION}:
            items += self.journal.sessions(
                first_day=query.day, last_day=query.day, search=query.words, limit=count
            )
        for kind, entry in ENTRIES.items():
            if query.kind in {None, kind} and query.day is not None:
                items += self.entries.between(entry, query.day, query.day)
            elif query.kind in {None, kind}:
                items += self._entries(kind, query.words.strip(), count)
        return newest_first(items)[:count]

    def _entries(self, kind: DiaryKind, words: str, count: int) -> Sequence[Entry]:
        """The newest whose own words, places, or names in the person's language have the words."""
        if not words or means_kind(kind, words):
            return self.entries.newest(ENTRIES[kind], count)
        return self.entries.newest(ENTRIES[kind], count, words, keys_meant(words))


def progress_snapshot(
    log: ProgressLog,
    now: datetime,
    time_zone: str,
    shown: int,
    query: DiaryQuery | None = None,
    deleted: Sequence[SessionRecord] = (),
) -> ProgressSnapshot:
    """The newest `shown` of the diary, this week, the last weeks, and what can be put back."""
    query = query or DiaryQuery()
    local = now.astimezone(zone(time_zone))
    today = local.date()
    items = log.diary(query, shown + 1)
    first_entry = log.entries.first_day()
    sixty_days = log.course(today - timedelta(days=LOOKED_BACK_DAYS - 1), today, time_zone)
    return ProgressSnapshot(
        now=local,
        week=log.journal.week(now, time_zone),
        sessions=tuple(one for one in items[:shown] if isinstance(one, SessionRecord)),
        entries=tuple(one for one in items[:shown] if not isinstance(one, SessionRecord)),
        has_more=len(items) > shown,
        deleted=deleted,
        query=query,
        trends=trends(sixty_days, first_entry=first_entry),
        has_entries=first_entry is not None,
        questionnaires=tuple(log.entries.newest(QuestionnaireResponse, QUESTIONNAIRES_SHOWN)),
    )
