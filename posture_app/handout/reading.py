"""What a report reads of the log: the days of its period, and those around its treatments."""

from collections.abc import Collection
from datetime import date, timedelta

from posture_app.coach.pain_rule import Sign
from posture_app.dataclass import dataclass
from posture_app.journal.entries import (
    CheckIn,
    Note,
    QuestionnaireResponse,
    Spasm,
    Treatment,
)
from posture_app.journal.report import (
    DAYS_AFTER,
    DAYS_BEFORE,
    USUAL_DAYS,
    Report,
    ReportRecords,
    report_of,
)
from posture_app.store.breaks import BreakHistory
from posture_app.store.entries import Entries
from posture_app.store.journal import Journal
from posture_app.store.reported_sessions import ReportedSessions


@dataclass(frozen=True, slots=True)
class ReportLog:
    """The parts of the log that a report is made from."""

    journal: Journal
    entries: Entries
    history: BreakHistory
    reported: ReportedSessions

    def report(
        self,
        first_day: date,
        last_day: date,
        today: date,
        time_zone: str,
        open_signs: Collection[Sign] = (),
    ) -> Report:
        """The report of a period.

        Args:
            first_day: Where it begins.
            last_day: Its last day.
            today: The person's day.
            time_zone: The zone of the breaks' days.
            open_signs: What the health profile holds that nobody has looked at yet.

        Raises:
            StoreError: The log cannot be read.
        """
        around = (
            _days_from(first_day, -DAYS_BEFORE),
            _days_from(last_day, DAYS_AFTER),
        )
        period = first_day, last_day
        records = ReportRecords(
            check_ins=self.entries.between(CheckIn, *around),
            spasms=self.entries.between(Spasm, *period),
            treatments=self.entries.between(Treatment, *period),
            notes=self.entries.between(Note, *period),
            responses=self.entries.between(QuestionnaireResponse, *period),
            sessions=self.reported.between(*period),
            days=self.journal.days(*period),
            breaks=self.history.counts(*period, time_zone),
            first_session=self.journal.first_day(),
            first_entry=self.entries.first_day(),
            open_signs=open_signs,
        )
        return report_of(records, first_day, last_day, today)


def usual_first_day(last_day: date) -> date:
    """Where a period begins that nobody has chosen."""
    return _days_from(last_day, 1 - USUAL_DAYS)


def _days_from(day: date, days: int) -> date:
    """A day so many days away, or the first or last that there is."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
