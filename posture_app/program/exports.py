"""Writes what a person has logged for other programs: tables, FHIR, a calendar.

The running program and the command line do both by this. What goes out is of one moment of the log.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any, Final, TextIO

from posture_app.dataclass import dataclass
from posture_app.desktop.private_files import written_whole
from posture_app.errors import FailedError, not_written
from posture_app.exchange.calendar_file import CalendarForm, write_calendar
from posture_app.exchange.fhir import today_at, write_bundle
from posture_app.exchange.tables import (
    write_breaks_csv,
    write_csv,
    write_entries_csv,
    write_places_csv,
)
from posture_app.exchange.writing import BATCH
from posture_app.library.model import Library
from posture_app.plans.progress import PlannedDay, phase_of, planned_days
from posture_app.program.long_work import Progress, say_nothing
from posture_app.store.contents import Contents, contents
from posture_app.store.database import Database
from posture_app.store.entries import KINDS, Entries
from posture_app.store.journal import Journal
from posture_app.store.programmes import FollowedProgrammes
from posture_app.ui.pages.data_snapshot import PartForm

TABLES: Final = (
    "sessions",
    "breaks",
    "check_ins",
    "places",
    "spasms",
    "treatments",
    "notes",
    "questionnaires",
)
"""The tables there are; `places` are those of the check-ins."""
_BUNDLED: Final = ("treatments", "check_ins", "spasms", "questionnaires", "notes")
PLANNED_WEEKS: Final = 4
MOST_SESSIONS: Final = 1000
"""More than anybody does in eight days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPeriod:
    """The person's days that go out, from the first to the last; None is without an end."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTime:
    """When something goes out: the time, and the zone that the person is in."""

    now: datetime
    time_zone: str

    @property
    def today(self) -> date:
        """The person's day."""
        return today_at(self.now, self.time_zone)


def write_part(
    database: Database,
    library: Library,
    form: PartForm,
    target: Path,
    moment: ExportTime,
    progress: Progress,
) -> None:
    """Write what the window offers for other programs.

    Args:
        database: The log, open.
        library: With the programmes.
        form: What and as what.
        target: The file; a folder for tables.
        moment: When that is.
        progress: Is told how much is done.

    Raises:
        FailedError: It cannot be written.
        StoreError: The log cannot be read.
        CancelledError: `progress` has raised it.
    """
    everything = ExportPeriod()
    if form == "tables":
        write_tables(database, target, moment.today, progress)
    elif form == "calendar":
        plain = CalendarForm()
        into_file(
            target,
            lambda out: write_plan(database, library, out, moment, everything, form=plain),
        )
    else:
        notes = form == "fhir_with_notes"
        into_file(
            target,
            lambda out: write_fhir(
                database, out, moment, everything, with_notes=notes, progress=progress
            ),
        )


def write_table(
    database: Database,
    name: str,
    out: TextIO,
    period: ExportPeriod,
    progress: Progress = say_nothing,
) -> None:
    """Write one of `TABLES` as CSV.

    Raises:
        StoreError: The log cannot be read.
        CancelledError: `progress` has raised it.
    """
    of = "check_ins" if name == "places" else name
    with contents(database) as log:
        records = _Records(log, (of,), period, progress).of(of)
        if name == "sessions":
            write_csv(records, out)
        elif name == "breaks":
            write_breaks_csv(records, out)
        elif name == "places":
            write_places_csv(records, out)
        else:
            write_entries_csv(name, records, out)


def write_tables(database: Database, folder: Path, today: date, progress: Progress) -> None:
    """Write all tables into a folder, each into a file with the day in its name.

    Raises:
        FailedError: A file cannot be written.
        StoreError: The log cannot be read.
        CancelledError: `progress` has raised it.
    """
    for number, name in enumerate(TABLES):

        def of_all(share: float, number: int = number) -> None:
            progress((number + share) / len(TABLES))

        def write(out: TextIO, name: str = name, tell: Progress = of_all) -> None:
            write_table(database, name, out, ExportPeriod(), tell)

        into_file(folder / f"posture-app-{name}-{today.isoformat()}.csv", write)
        of_all(1)


def write_fhir(
    database: Database,
    out: TextIO,
    moment: ExportTime,
    period: ExportPeriod,
    *,
    with_notes: bool,
    progress: Progress = say_nothing,
) -> None:
    """Write the entries as a FHIR Bundle (`exchange.fhir`).

    Raises:
        StoreError: The log cannot be read.
        CancelledError: `progress` has raised it.
    """
    journal = _journal_mark(Entries(database))
    with contents(database) as log:
        records = _Records(log, _BUNDLED, period, progress)
        entries = chain.from_iterable(map(records.of, _BUNDLED))
        write_bundle(entries, out, journal=journal, now=moment.now, with_notes=with_notes)


def write_plan(
    database: Database,
    library: Library,
    out: TextIO,
    moment: ExportTime,
    period: ExportPeriod,
    *,
    form: CalendarForm,
    weeks: int = PLANNED_WEEKS,
) -> None:
    """Write the sessions of the next weeks and the treatments as a calendar.

    Args:
        database: The log, open.
        library: With the programmes.
        out: Where it goes.
        moment: When that is.
        period: What treatments and planned days go out.
        form: How entries look.
        weeks: How far to look ahead.

    Raises:
        StoreError: The log cannot be read.
    """
    followed = FollowedProgrammes(database).current()
    planned = _planned(database, library, moment, weeks)
    names = {key: one.name for key, one in library.routines.items()}
    with contents(database) as log:
        write_calendar(
            "" if followed is None else followed.id,
            (one for one in planned if one.day in period),
            names,
            _Records(log, ("treatments",), period, say_nothing).of("treatments"),
            out,
            now=moment.now,
            time_zone=moment.time_zone,
            form=form,
        )


def into_file(target: Path, write: Callable[[TextIO], None]) -> None:
    """Have something written into a file that is there whole or not at all, for its owner only.

    Raises:
        FailedError: The file cannot be written; what was there before is as it was.
    """
    try:
        with written_whole(target) as file:
            out = io.TextIOWrapper(file, encoding="utf-8", newline="")
            write(out)
            out.flush()
            out.detach()
    except OSError as error:
        raise FailedError(not_written(target, error)) from None


class _Records:
    """The records of a period, of some lists of the log; tells how many of all were read."""

    def __init__(
        self, log: Contents, names: Sequence[str], period: ExportPeriod, progress: Progress
    ) -> None:
        counts = log.counts()
        self._total = sum(counts[name] for name in names)
        self._log, self._period, self._progress = log, period, progress
        self._read = 0

    def of(self, name: str) -> Iterator[Any]:
        """Those of one list."""
        for one in self._log.records()[name]:
            self._read += 1
            if self._read % BATCH == 0:
                self._progress(self._read / self._total)
            if _day(one) in self._period:
                yield one


def _day(record: Any) -> date:  # noqa: ANN401 - a session, a break or an entry
    for name in ("local_day", "day"):
        found = getattr(record, name, None)
        if isinstance(found, date):
            return found
    began: datetime = record.local_began
    return began.date()


def _planned(
    database: Database, library: Library, moment: ExportTime, weeks: int
) -> Iterable[PlannedDay]:
    followed = FollowedProgrammes(database).current()
    programme = None if followed is None else library.programmes.get(followed.programme_id)
    phase = None if programme is None or followed is None else phase_of(programme, followed)
    if followed is None or phase is None:
        return ()
    # What is due depends on nothing before the week of the phase that today is in.
    since = max(followed.began_on, moment.today - timedelta(days=7))
    sessions = Journal(database).sessions(first_day=since, limit=MOST_SESSIONS)
    return planned_days(phase, followed, sessions, moment.today, 7 * weeks)


def _journal_mark(entries: Entries) -> str:
    """What tells this journal from all others as long as its oldest entry stays."""
    first = entries.first_day()
    if first is None:
        return ""
    return min(one.id for kind in KINDS for one in entries.between(kind, first, first))
