"""The log: printing what was done."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from posture_app.commands.output import data_output
from posture_app.commands.parser import AddVerb
from posture_app.errors import FailedError
from posture_app.words.catalogue import _, ngettext, pgettext

if TYPE_CHECKING:
    from posture_app.journal.breaks import BreakRecord, Result
    from posture_app.journal.model import Ended, SessionRecord
    from posture_app.store.database import Database
    from posture_app.store.journal import Journal

_EVER: Final = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def add_verbs(add: AddVerb) -> None:
    """Add the verbs of the log."""
    log = add("log", _log, _("Print what was done."))
    form = log.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("As a JSON list of sessions."))
    form.add_argument("--csv", action="store_true", help=_("As a table."))
    log.add_argument(
        "--breaks", action="store_true", help=_("What came of the breaks, instead of sessions.")
    )


def opened_journal(data_dir: Path | None) -> "Journal":
    """The journal in the data folder, to write into; made anew where there is none.

    Raises:
        FailedError: It cannot be opened; the message says why and what helps.
    """
    from posture_app.store.journal import Journal

    return Journal(opened_database(data_dir))


def opened_database(data_dir: Path | None) -> "Database":
    """The log in the data folder, to write into; made anew where there is none.

    Raises:
        FailedError: It cannot be opened; the message says why and what helps.
    """
    from posture_app.desktop.paths import data_folder, journal_path
    from posture_app.store.database import open_database
    from posture_app.store.errors import StoreError

    try:
        return open_database(journal_path(data_folder(data_dir)))
    except StoreError as error:
        raise FailedError(error.message) from None


def print_sessions(data_dir: Path | None) -> None:
    """Print a line for each session in the log, the newest first.

    Raises:
        FailedError: The log cannot be read; the message says why and what helps.
    """
    from posture_app.store.journal import Journal

    with read_only(data_dir) as database:
        sessions = Journal(database).every_session()
        _print_lines(map(_session_line, sessions), _("Nothing is logged yet."))


def _log(options: argparse.Namespace) -> int:
    if options.breaks:
        _print_breaks(options.data_dir, as_json=options.json, as_csv=options.csv)
    elif options.json or options.csv:
        _export_sessions(options.data_dir, as_json=options.json)
    else:
        print_sessions(options.data_dir)
    return 0


def _export_sessions(data_dir: Path | None, *, as_json: bool) -> None:
    from posture_app.exchange.tables import write_csv, write_json
    from posture_app.store.journal import Journal

    with read_only(data_dir) as database:
        write = write_json if as_json else write_csv
        write(Journal(database).every_session(), data_output())


def _print_breaks(data_dir: Path | None, *, as_json: bool, as_csv: bool) -> None:
    """Print what came of the breaks, the newest first: as JSON, as a table, or a line for each."""
    from posture_app.desktop.paths import folder_to_read
    from posture_app.exchange.tables import write_breaks_csv, write_breaks_json
    from posture_app.reminders.buffered_history import BufferedHistory, buffer_path
    from posture_app.store.breaks import BreakHistory

    with read_only(data_dir) as database:
        # What a program without a window has not yet brought into the log is newer than the log.
        waiting = BufferedHistory(buffer_path(folder_to_read(data_dir))).records(*_EVER)
        known = {one.id for one in waiting}
        written = (one for one in BreakHistory(database).every_record() if one.id not in known)
        records = chain(reversed(waiting), written)
        if as_json:
            write_breaks_json(records, data_output())
        elif as_csv:
            write_breaks_csv(records, data_output())
        else:
            _print_lines(map(_break_line, records), _("No break is logged yet."))


@contextmanager
def read_only(data_dir: Path | None) -> Iterator["Database"]:
    """The log, for who only looks: neither the folder nor anything in it is changed.

    Raises:
        FailedError: It cannot be read; the message says why and what helps.
    """
    from posture_app.desktop.paths import folder_to_read, journal_path
    from posture_app.store.database import opened_for_reading
    from posture_app.store.errors import StoreError
    from posture_app.store.undecided import undecided

    path = journal_path(folder_to_read(data_dir))
    try:
        with opened_for_reading(path) as database:
            yield database
            count = database.set_aside
    except StoreError as error:
        raise FailedError(error.message) from None
    if undecided(path) is not None:
        lost = _("An older log was damaged or missing. Open the window to decide what to do.")
        print(lost, file=sys.stderr)
    if count:
        left_out = ngettext(
            "{count} entry of the log could not be read and was left out.",
            "{count} entries of the log could not be read and were left out.",
            count,
        )
        print(left_out.format(count=count), file=sys.stderr)


def _print_lines(lines: Iterable[str], otherwise: str) -> None:
    empty = True
    for line in lines:
        empty = False
        print(line)
    if empty:
        print(otherwise)


def _break_line(record: "BreakRecord") -> str:
    from posture_app.words.formats import clock

    words = {
        "when": record.local_began.strftime("%Y-%m-%d %H:%M"),
        "name": record.name,
        "result": _result(record.result),
        "rest": clock(record.rested_s),
        "exercise": record.exercise_name,
    }
    match record.was_unseen, bool(record.exercise_name):
        case True, True:
            line = _("{when}  {name}: {result}, rest not seen, {exercise}")
        case True, False:
            line = _("{when}  {name}: {result}, rest not seen")
        case False, True:
            line = _("{when}  {name}: {result}, {rest} of rest, {exercise}")
        case _:
            line = _("{when}  {name}: {result}, {rest} of rest")
    return line.format(**words)


def _session_line(session: "SessionRecord") -> str:
    from posture_app.words.formats import duration

    when = session.local_start.strftime("%Y-%m-%d %H:%M")
    if session.was_declined:
        line = _("{when}  {routine}: not begun, as advised")
        return line.format(when=when, routine=session.routine_name)
    sets = sum(item.status == "done" for item in session.items)
    return _("{when}  {routine}: {done} of {planned}, {sets}, {ended}").format(
        when=when,
        routine=session.routine_name,
        done=duration(session.done_s),
        planned=duration(session.planned_s),
        sets=ngettext("{count} set done", "{count} sets done", sets).format(count=sets),
        ended=_ended(session),
    )


def _result(result: "Result") -> str:
    names: dict[Result, str] = {
        "taken": pgettext("break", "taken"),
        "skipped": pgettext("break", "skipped"),
        "snoozed": pgettext("break", "snoozed"),
        "interrupted": pgettext("break", "interrupted"),
        "away": pgettext("break", "away"),
        "natural": pgettext("break", "natural"),
    }
    return names[result]


def _ended(session: "SessionRecord") -> str:
    if session.ended == "completed" and not session.was_whole:
        return pgettext("session", "done in part")
    names: dict[Ended | None, str] = {
        "completed": pgettext("session", "completed"),
        "stopped": pgettext("session", "stopped early"),
        "stopped_for_pain": pgettext("session", "stopped, as something hurt"),
        "interrupted": pgettext("session", "interrupted"),
        None: pgettext("session", "not finished"),
    }
    return names[session.ended]
