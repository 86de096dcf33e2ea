"""Opening the log for the program: whatever became of it, there is one, and nothing is lost.

A log that is damaged or gone is a matter for the person. Until they have decided, a new one takes
what happens; if they go back to a copy, that is brought over.
"""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.store.backups import Backup, copy_whole, newest_backup
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import Database, open_database, opened_for_reading
from posture_app.store.entries import KINDS, Entries
from posture_app.store.errors import DamagedDatabaseError, MissingDatabaseError, StoreError
from posture_app.store.files import aside_name, check, replace, require_file, set_aside
from posture_app.store.journal import Journal
from posture_app.store.plans import ReceivedPlans
from posture_app.store.programmes import FollowedProgrammes
from posture_app.store.reported_sessions import ReportedSessions
from posture_app.store.undecided import Undecided, decided, keep_undecided, undecided

_log = logging.getLogger(__name__)

_EVER: Final = (datetime(1900, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class OpenLog:
    """The open log, and what the person should know of it.

    Attributes:
        journal: The sessions.
        history: The breaks.
        programmes: The programmes that are followed.
        plans: The plans that were received.
        entries: What the person has entered.
        reported: The sessions in which the person told something.
        undecided: What became of an older log, which the person has not decided about.
        backup: The copy that can then be gone back to, if there is one.
        unreadable: How many rows could not be read and were set aside.
        not_backed_up: Why the day's copy could not be made.
    """

    journal: Journal
    history: BreakHistory
    programmes: FollowedProgrammes
    plans: ReceivedPlans
    entries: Entries
    reported: ReportedSessions
    undecided: Undecided | None = None
    backup: Backup | None = None
    unreadable: int = 0
    not_backed_up: StoreError | None = None

    @property
    def database(self) -> Database:
        """What all of them read and write."""
        return self.entries.database


def open_log(path: Path, now: datetime) -> OpenLog:
    """Open the log at `path`, a new one where it is damaged or gone, and make the day's copy.

    Raises:
        StoreError: It can neither be opened nor begun anew.
    """
    try:
        database = open_database(path)
    except DamagedDatabaseError:
        keep_undecided(path, Undecided("damaged", set_aside(path, now.date())))
        database = open_database(path, begin=True)
    except MissingDatabaseError:
        keep_undecided(path, Undecided("missing"))
        database = open_database(path, begin=True)
    journal, problem = Journal(database), None
    try:
        journal.backup(now)
    except StoreError as error:  # a log without a new copy is better than none
        problem = error
    found = undecided(path)
    backup = None if found is None else newest_backup(path)
    history = BreakHistory(database)
    return OpenLog(
        journal,
        history,
        FollowedProgrammes(database),
        ReceivedPlans(database),
        Entries(database),
        ReportedSessions(database),
        found,
        backup,
        database.set_aside,
        problem,
    )


def go_back(path: Path, backup: Path, now: datetime) -> OpenLog:
    """Put a copy in the place of the log, which is closed, and open it.

    What was logged since the older log was lost is brought over into it.

    Raises:
        StoreError: It cannot be gone back to, and is asked about again.
    """
    since = _put_in_place(path, backup, now)
    opened = open_log(path, now)
    try:
        _bring_over(since, opened)
    except StoreError as error:
        _log.warning("what was logged until now could not be brought over: %s", error)
    decided(path)
    return OpenLog(
        opened.journal,
        opened.history,
        opened.programmes,
        opened.plans,
        opened.entries,
        opened.reported,
        unreadable=opened.unreadable,
        not_backed_up=opened.not_backed_up,
    )


def restore_backup(path: Path, backup: Path, now: datetime) -> tuple[OpenLog, Path]:
    """Go back to a copy as it is; the log, which is closed, is kept beside it.

    At each moment there is a whole log in its place, also where the program is killed meanwhile.

    Returns:
        The log as it was when the copy was made, and where the one is that was used until now.

    Raises:
        StoreError: It cannot be gone back to; the log is as it was.
    """
    since = _put_in_place(path, backup, now)
    decided(path)
    return open_log(path, now), since


def _put_in_place(path: Path, backup: Path, now: datetime) -> Path:
    """Put a copy in the place of the log; returns where the log is that was used until now.

    Raises:
        StoreError: The log is as it was.
    """
    require_file(backup)
    if check(backup) is None:
        raise DamagedDatabaseError(backup)
    since = aside_name(path, now.date(), "until-restored")
    if path.exists():
        try:
            copy_whole(path, since)
        except DamagedDatabaseError:
            since = set_aside(path, now.date(), "until-restored")
    replace(path, backup)
    return since


def _bring_over(source: Path, into: OpenLog) -> None:
    with opened_for_reading(source) as database:
        for session in Journal(database).every_session():
            into.journal.restore_session(session)
        history = BreakHistory(database)
        for record in history.every_record():
            into.history.add(record)
        for stretch in history.stretches(*_EVER):
            into.history.add_stretch(stretch)
        for followed in FollowedProgrammes(database).every():
            into.programmes.restore(followed)
        for plan in ReceivedPlans(database).history():
            into.plans.restore(plan)
        for step in ReceivedPlans(database).steps():
            into.plans.restore_step(step)
        entries = Entries(database)
        for kind in KINDS:
            for entry in entries.every(kind):
                into.entries.save(entry)
