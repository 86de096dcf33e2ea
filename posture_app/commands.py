"""The verbs of the command line that print something and are done."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from posture_app.coach.timeline import compile_routine
from posture_app.errors import FailedError, WrongUseError
from posture_app.library.files import (
    BrokenFileError,
    builtin_path,
    load,
    personal_paths,
    read,
)
from posture_app.library.model import Library, LibraryFile, Routine
from posture_app.library.problems import Problem

if TYPE_CHECKING:
    from posture_app.journal.breaks import BreakRecord
    from posture_app.store.database import Database
    from posture_app.store.journal import Journal

_EVER: Final = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def check(path: Path) -> int:
    """Print everything that is wrong with a library file, a line for each problem."""
    from posture_app.body.prove import library_problems

    try:
        builtin = read(builtin_path())
        known = {
            "exercises": [exercise.id for exercise in builtin.exercises],
            "sources": [source.id for source in builtin.sources],
        }
        library_file = read(path, known)
    except BrokenFileError as error:
        return _told(error.path, error.problems)
    problems = library_problems(library_file)
    if problems:
        return _told(path, problems)
    print(f"{path}: sound: {_counts(library_file)}{_not_beside(path, library_file, builtin)}")
    return 0


def timeline(data_dir: Path | None, routine_id: str, *, as_json: bool) -> int:
    """Print a routine laid out in time."""
    library = loaded_library(data_dir)
    laid_out = compile_routine(routine(library, routine_id), library)
    if as_json:
        json.dump(laid_out.as_json(), sys.stdout, indent=2)
        print()
        return 0
    for phase in laid_out.phases:
        side = f" {phase.side}" if phase.side else ""
        print(
            f"{phase.start_s:8.1f} s  {phase.duration_s:6.1f} s  {phase.phase:<15} "
            f"{phase.exercise}{side}, set {phase.set}/{phase.sets}, "
            f"repetition {phase.repetition}/{phase.repetitions}"
        )
    print(f"{laid_out.total_s:8.1f} s  in all")
    return 0


def contact_sheet(out: Path) -> int:
    """Draw all motions into one picture, without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from posture_app.ui.figure import contact_sheet as sheet

    app = QApplication(sys.argv[:1])
    library = load().library
    try:
        sheet.contact_sheet(out, library)
    except OSError as error:
        raise FailedError(f"the picture {out} cannot be written: {error.strerror}") from None
    print(f"{len(library.exercises)} motions in {out}")
    app.quit()
    return 0


def screens(out: Path) -> int:
    """Draw every page and dialogue to PNG files, without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from posture_app.ui.figure.widget import FigureStill
    from posture_app.ui.player.screens import PLAYER_SCREENS
    from posture_app.ui.screens import SCREENS, Stage, render_screens
    from posture_app.ui.theme.theme import Theme

    app = QApplication(sys.argv[:1])
    theme = Theme(app)
    stage = Stage(theme, load().library, lambda exercise: FigureStill(theme, exercise))
    try:
        paths = render_screens(out, stage, (*SCREENS, *PLAYER_SCREENS))
    except OSError as error:
        raise FailedError(f"the pictures cannot be written to {out}: {error.strerror}") from None
    print(f"{len(paths)} pictures in {out}")
    return 0


def loaded_library(data_dir: Path | None) -> Library:
    """The library with people's own files; a broken one is told on stderr and left out."""
    from posture_app.desktop.paths import data_folder

    try:
        loaded = load(personal_paths(data_folder(data_dir)))
    except BrokenFileError as error:
        raise FailedError(f"the built-in library is broken: {error}") from None
    for broken in loaded.broken:
        for problem in broken.problems:
            print(f"{broken.path}: {problem}", file=sys.stderr)
    return loaded.library


def routine(library: Library, routine_id: str) -> Routine:
    """A routine by its id.

    Raises:
        WrongUseError: There is none; the message names those there are.
    """
    found = library.routines.get(routine_id)
    if found is None:
        raise WrongUseError(
            f'there is no routine "{routine_id}"; there are {", ".join(sorted(library.routines))}'
        )
    return found


def _told(path: Path, problems: Sequence[Problem]) -> int:
    for problem in problems:
        print(f"{path}: {problem}")
    return 1


def _counts(library_file: LibraryFile) -> str:
    counts = (
        (len(library_file.exercises), "exercise"),
        (len(library_file.routines), "routine"),
        (len(library_file.sources), "source"),
    )
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)


def _not_beside(path: Path, library_file: LibraryFile, builtin: LibraryFile) -> str:
    """A file can be sound and still not go beside the built-in library, as a copy of it."""
    if path.resolve() == builtin_path().resolve():
        return ""
    ids = {exercise.id for exercise in builtin.exercises}
    taken = sum(exercise.id in ids for exercise in library_file.exercises)
    return f"; {taken} ids are the built-in library's: rename them to use it" if taken else ""


def log(data_dir: Path | None, *, as_json: bool, as_csv: bool) -> int:
    """Print what was done: as JSON, as a table, or a line for each session."""
    from posture_app.store.export import write_csv, write_json

    journal = opened_journal(data_dir)
    try:
        if as_json:
            write_json(journal.every_session(), sys.stdout)
        elif as_csv:
            write_csv(journal.every_session(), sys.stdout)
        else:
            _print_log(journal)
    finally:
        journal.close()
    return 0


def log_breaks(data_dir: Path | None, *, as_json: bool, as_csv: bool) -> int:
    """Print what came of the breaks, the newest first: as JSON, as a table, or a line for each."""
    from posture_app.desktop.paths import data_folder
    from posture_app.reminders.outbox import Outbox, outbox_path
    from posture_app.store.breaks import BreakHistory
    from posture_app.store.export import write_breaks_csv, write_breaks_json

    database = _opened_database(data_dir)
    try:
        # What a program without a window has not yet brought into the log is newer than the log.
        waiting = Outbox(outbox_path(data_folder(data_dir))).records(*_EVER)
        known = {one.id for one in waiting}
        written = (one for one in BreakHistory(database).every_record() if one.id not in known)
        records = chain(reversed(waiting), written)
        if as_json:
            write_breaks_json(records, sys.stdout)
        elif as_csv:
            write_breaks_csv(records, sys.stdout)
        else:
            _print_breaks(records)
    finally:
        database.close()
    return 0


def opened_journal(data_dir: Path | None) -> "Journal":
    """The journal in the data folder; made anew where there is none.

    Raises:
        FailedError: It cannot be opened; the message says why and what helps.
    """
    from posture_app.store.journal import Journal

    return Journal(_opened_database(data_dir))


def _opened_database(data_dir: Path | None) -> "Database":
    from posture_app.desktop.paths import data_folder
    from posture_app.store.database import open_database
    from posture_app.store.errors import StoreError

    try:
        return open_database(data_folder(data_dir) / "journal.db")
    except StoreError as error:
        raise FailedError(str(error)) from None


def _print_breaks(records: Iterable["BreakRecord"]) -> None:
    from posture_app.words.formats import clock

    empty = True
    for record in records:
        empty = False
        exercise = f", {record.exercise_name}" if record.exercise_name else ""
        print(
            f"{record.local_began:%Y-%m-%d %H:%M}  {record.name}: {record.result}, "
            f"{clock(record.rested_s)} of rest{exercise}"
        )
    if empty:
        print("No break is logged yet.")


def _print_log(journal: "Journal") -> None:
    from posture_app.words.formats import clock
    from posture_app.words.sessions import sets_counted

    empty = True
    for session in journal.every_session():
        empty = False
        sets = sum(item.status == "done" for item in session.items)
        print(
            f"{session.local_start:%Y-%m-%d %H:%M}  {session.routine_name}: "
            f"{clock(session.done_s)} of {clock(session.planned_s)}, "
            f"{sets_counted(sets)} done, {session.ended or 'not finished'}"
        )
    if empty:
        print("Nothing is logged yet.")
