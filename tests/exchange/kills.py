"""Does something to a log some hundred times and is killed in the midst of it: `kills.py FOLDER`.

Everything is imported once; then a child is forked for each kill. It counts its calls of SQLite and
of the system and ends itself by SIGKILL at the one it was told, or its parent kills it when it has
confirmed something and is busy with the next. What must hold is looked at here; what does not is
printed as JSON.
"""

import gc
import itertools
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from posture_app.desktop.settings import SettingsFile, write_settings
from posture_app.journal.entries import Note
from posture_app.journal.programme import FollowedPhase
from posture_app.preferences import Preferences
from posture_app.program.journal_file import finish_import, import_everything, write_everything
from posture_app.store.database import open_database
from posture_app.store.entries import Entries
from posture_app.store.journal import Journal
from posture_app.store.opening import open_log, restore_backup
from posture_app.store.plans import ReceivedPlans
from tests.exchange.logs import LATER, full_log
from tests.store.records import MORNING, log_session
from tests.store.test_entries import NOTE

ENTRIES = 18
CONFIRMED = 20
"""So many are killed when they have confirmed something."""

Everything = tuple[Sequence[str], Mapping[str, bytes]]
Work = Callable[[Path, Callable[[str], None]], None]


def add_entries(
    folder: Path, confirm: Callable[[str], None], numbers: Iterable[int] = range(ENTRIES)
) -> None:
    """Add entries one by one, and a session now and then; each is confirmed."""
    database = open_database(folder / "journal.db")
    entries, journal = Entries(database), Journal(database)
    for number in numbers:
        note = replace(NOTE, id=str(UUID(int=1000 + number)), text=f"note {number}")
        entries.save(note)
        confirm(note.id)
        if number % 6 == 0:
            confirm(log_session(journal, MORNING + timedelta(days=60 + number)))
    database.close()


def add_without_end(folder: Path, confirm: Callable[[str], None]) -> None:
    """Add entries until it is killed, however late that is: its parent may wait for a processor."""
    add_entries(folder, confirm, itertools.count())


def bring_in(folder: Path, confirm: Callable[[str], None]) -> None:
    """Import a file into a log that holds something already."""
    database = open_database(folder / "journal.db")
    import_everything(database, folder, folder.parent / "all.json", LATER)
    confirm("imported")
    database.close()


def go_back(folder: Path, confirm: Callable[[str], None]) -> None:
    """Go back to a copy."""
    opened, _since = restore_backup(folder / "journal.db", folder.parent / "copy.db", LATER)
    confirm("restored")
    opened.journal.close()


def follow_plan(folder: Path, confirm: Callable[[str], None]) -> None:
    """Take over a plan, and follow it."""
    database = open_database(folder / "journal.db")
    stay = FollowedPhase(
        id="followed",
        programme_id="plan.neck",
        programme_name="Neck",
        phase_id="settle",
        began_on=LATER.date(),
    )
    ReceivedPlans(database).keep("neck", 1, '{"plan": 1}', LATER, stay)
    confirm("followed")
    database.close()


def choose(folder: Path, confirm: Callable[[str], None]) -> None:
    """Write other settings in the place of those that are there."""
    write_settings(folder, SettingsFile(preferences=Preferences(breaks=False)))
    confirm("chosen")


def main() -> None:
    root = Path(sys.argv[1])
    prepare(root)
    gc.freeze()  # or else every collection in a child would copy all of this process's memory
    failures: list[str] = []
    kills, planned, left = 0, CONFIRMED, 0
    for name, work, count in (
        ("entries", add_entries, 30),
        ("import", bring_in, 30),
        ("restore", go_back, 20),
        ("plan", follow_plan, 20),
        ("settings", choose, 5),
    ):
        calls, replacing = calls_of(root, work)
        allowed = states(root, work)
        evenly = {1 + calls * number // count for number in range(count)}
        planned += len(evenly | replacing)
        for at in sorted(evenly | replacing):
            kills += run(root, work, at=at, allowed=allowed, failures=failures, name=name)
            left += do_again(root / "work", work, f"{name} at {at}", failures)
    for number in range(CONFIRMED):
        kills += run(
            root,
            add_without_end,
            confirmed=number + 1,
            allowed=(),
            failures=failures,
            name="entries",
        )
    told = {"kills": kills, "planned": planned, "left": left, "failures": failures}
    json.dump(told, sys.stdout)


def prepare(root: Path) -> None:
    """A file to import, a copy to go back to, and a log that differs from both."""
    full = full_log(root / "full")
    with (root / "all.json").open("wb") as out:
        write_everything(full, root / "full", out)
    full.close()
    shutil.copyfile(root / "full" / "journal.db", root / "copy.db")
    (root / "before").mkdir()
    other = open_database(root / "before" / "journal.db")
    log_session(Journal(other), MORNING + timedelta(days=40))
    Entries(other).save(replace(NOTE, text="other", edited_at=NOTE.edited_at - timedelta(days=1)))
    other.close()
    write_settings(root / "before", SettingsFile(preferences=Preferences(muted=True)))


def calls_of(root: Path, work: Work) -> tuple[int, set[int]]:
    """How many calls outward the work takes, when it is not done for the first time.

    And the numbers of those that put a file in another's place: whatever must not be done to that
    one before has been done by then.
    """
    work(fresh(root), lambda _one: None)
    folder = fresh(root)
    found = 0
    replacing = set()

    def count(_frame: object, event: str, called: object) -> None:
        nonlocal found
        if is_outward(event, called):
            found += 1
            if called is os.replace:
                replacing.add(found)

    sys.setprofile(count)
    work(folder, lambda _one: None)
    sys.setprofile(None)
    return found, replacing


def is_outward(event: str, called: object) -> bool:
    """Whether something is called that may change a file: SQLite, the system, a stream."""
    if event != "c_call":
        return False
    of = getattr(called, "__self__", None)
    inside = getattr(called, "__module__", None) or type(of).__module__
    return inside.partition(".")[0] in {"sqlite3", "posix", "_io"}


def states(root: Path, work: Work) -> Sequence[Everything]:
    """What the log may hold afterwards: what it did before, or what the work makes of it."""
    if work is add_entries:
        return ()
    before = fresh(root)
    found = [everything(before)]
    work(before, lambda _one: None)
    found.append(everything(before))
    if found[0] == found[1]:
        raise AssertionError("the work changes nothing, so that nothing can be told of it")
    return found


def run(
    root: Path,
    work: Work,
    *,
    allowed: Sequence[Everything],
    failures: list[str],
    name: str,
    at: int = 0,
    confirmed: int = 0,
) -> bool:
    """One kill, and whether it was one; what does not hold is added to `failures`."""
    folder = fresh(root)
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        be_killed(work, folder, at, theirs)
    os.close(theirs)
    told: list[str] = []
    with os.fdopen(ours, encoding="ascii") as lines:
        for line in lines:
            told.append(line.strip())
            if len(told) == confirmed:
                os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    where = f"{name} at {at or f'{confirmed} confirmed'}"
    failures += [f"{where}: {problem}" for problem in problems(folder, told, allowed)]
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def do_again(folder: Path, work: Work, where: str, failures: list[str]) -> bool:
    """Whether something was left half written.

    Of copies that goes with the next day's, of a small file when it is written again.
    """
    left = half_written(folder)
    if left:
        open_log(folder / "journal.db", LATER + timedelta(days=1)).journal.close()
        failures += [f"{where}: {one} stays" for one in folder.rglob("*.part*")]
        work(folder, lambda _one: None)
        failures += [f"{where}: {one} stays" for one in half_written(folder)]
    return bool(left)


def half_written(folder: Path) -> list[Path]:
    """What was cut off while it was written, beside the file that it was to become."""
    return [*folder.rglob(".*"), *folder.rglob("*.part*")]


def be_killed(work: Work, folder: Path, at: int, pipe: int) -> None:
    """Do the work, and end at the call outward of that number; 0 is none."""
    calls = 0

    def count(_frame: object, event: str, called: object) -> None:
        nonlocal calls
        calls += is_outward(event, called)
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def confirm(one: str) -> None:
        os.write(pipe, f"{one}\n".encode())

    try:
        if at:
            sys.setprofile(count)
        work(folder, confirm)
        os._exit(0)
    finally:
        os._exit(1)


def problems(folder: Path, told: list[str], allowed: Sequence[Everything]) -> Iterator[str]:
    """What does not hold of a log whose program was killed."""
    opened = open_log(folder / "journal.db", LATER)
    if opened.undecided is not None or opened.unreadable:
        yield "the log was not whole"
    finish_import(opened.database, folder)
    if not allowed:
        ids = {one.id for one in opened.entries.every(Note)}
        ids |= {one.id for one in opened.journal.every_session()}
        if missing := set(told) - ids:
            yield f"confirmed and not there: {sorted(missing)}"
    opened.journal.close()
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            yield "integrity_check found something"
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            yield "something belongs to nothing"
    if not allowed:
        return
    found = everything(folder)
    if found not in allowed:
        yield "neither as before nor wholly there"
    if told and found != allowed[1]:
        yield "confirmed and not there"


def everything(folder: Path) -> Everything:
    """All that a folder holds whose log is closed: every row of it, and the settings.

    But not what was cut off while it was written, beside its file: see `half_written`.
    """
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        rows = tuple(connection.iterdump())
    settings = (folder / "settings").rglob("[!.]*")
    return rows, {str(one.relative_to(folder)): one.read_bytes() for one in settings}


def fresh(root: Path) -> Path:
    """The log that is worked on, as it was at the beginning."""
    folder = root / "work"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "before", folder)
    return folder


if __name__ == "__main__":
    main()
