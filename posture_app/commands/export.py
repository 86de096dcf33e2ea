"""Everything out into a file: for another computer, a table, a clinic's program, a calendar."""

import argparse
from collections.abc import Callable, Iterable
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TextIO, cast

from posture_app.commands.entry_values import day
from posture_app.commands.output import data_output
from posture_app.commands.parser import AddVerb
from posture_app.errors import AnyOf, WrongUseError, sentence
from posture_app.words.catalogue import _

if TYPE_CHECKING:
    from posture_app.program.exports import ExportPeriod
    from posture_app.store.database import Database

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
"""As `program.exports` has them, which is not imported for a parser."""
MOST_WEEKS: Final = 26


def add_verbs(add: AddVerb) -> None:
    """Add the verb."""
    out = add("export", _export, _("Write everything that is kept about you into a file."))
    out.add_argument("--out", metavar=_("FILE"), required=True, help=_("The file, or -."))
    form = out.add_mutually_exclusive_group()
    form.add_argument("--csv", choices=TABLES, help=_("One table, instead of everything as JSON."))
    form.add_argument(
        "--fhir", action="store_true", help=_("The entries as FHIR, for a clinic's program.")
    )
    form.add_argument(
        "--calendar",
        action="store_true",
        help=_("Planned sessions and treatments as iCalendar, for your calendar."),
    )
    out.add_argument("--from", dest="first", metavar=_("DAY"), help=_("From this day on."))
    out.add_argument("--to", dest="last", metavar=_("DAY"), help=_("Up to this day."))
    out.add_argument(
        "--with-notes",
        action="store_true",
        help=_("With --fhir: your own words, too, and who treated you with what."),
    )
    out.add_argument(
        "--names",
        action="store_true",
        help=_("With --calendar: tell which routine and which treatment it is."),
    )
    out.add_argument(
        "--weeks", type=int, metavar="N", help=_("With --calendar: how far to plan, 4 by itself.")
    )
    out.add_argument(
        "--remind",
        metavar=_("TIME"),
        help=_("With --calendar: remind on each day at this time, as 08:30."),
    )


def _export(options: argparse.Namespace) -> int:
    from posture_app.commands.journal import read_only
    from posture_app.desktop.paths import folder_to_read
    from posture_app.program.journal_file import export_everything, write_everything

    _require_form(options)
    folder = folder_to_read(options.data_dir)
    write = _writer(options)
    with read_only(options.data_dir) as database:
        if write is not None:
            _write(options.out, lambda out: write(database, out))
        elif options.out == "-":
            out = data_output()
            write_everything(database, folder, cast("BinaryIO", _Encoded(out)))
        else:
            export_everything(database, folder, Path(options.out))
    return 0


def _require_form(options: argparse.Namespace) -> None:
    """Refuse options that would do nothing for what is written."""
    is_part = bool(options.csv or options.fhir or options.calendar)
    parts, calendar = ("--csv", "--fhir", "--calendar"), ("--calendar",)
    wanted = (
        ("--from", options.first is not None, is_part, parts),
        ("--to", options.last is not None, is_part, parts),
        ("--with-notes", options.with_notes, options.fhir, ("--fhir",)),
        ("--names", options.names, options.calendar, calendar),
        ("--weeks", options.weeks is not None, options.calendar, calendar),
        ("--remind", options.remind is not None, options.calendar, calendar),
    )
    for option, is_given, fits, needed in wanted:
        if is_given and not fits:
            raise WrongUseError(
                sentence("{option} goes with {others} only", option=option, others=AnyOf(needed))
            )
    if options.weeks is not None and not 1 <= options.weeks <= MOST_WEEKS:
        raise WrongUseError(
            sentence("--weeks: expected a number from 1 to {most}", most=MOST_WEEKS)
        )


def _writer(options: argparse.Namespace) -> "Callable[[Database, TextIO], None] | None":
    """What writes the form that was asked for; None for everything."""
    from posture_app.commands.library import loaded_library
    from posture_app.desktop.clock import SystemClock, local_time_zone
    from posture_app.exchange.calendar_file import CalendarForm
    from posture_app.program.exports import (
        PLANNED_WEEKS,
        ExportTime,
        write_fhir,
        write_plan,
        write_table,
    )

    period = _period(options)
    moment = ExportTime(now=SystemClock().read().wall, time_zone=local_time_zone())
    if options.csv:
        return lambda database, out: write_table(database, options.csv, out, period)
    if options.fhir:
        notes: bool = options.with_notes
        return lambda database, out: write_fhir(database, out, moment, period, with_notes=notes)
    if options.calendar:
        form = CalendarForm(names=options.names, remind_at=_time_of_day(options.remind))
        weeks = options.weeks or PLANNED_WEEKS
        library = loaded_library(options.data_dir)
        return lambda database, out: write_plan(
            database, library, out, moment, period, form=form, weeks=weeks
        )
    return None


def _period(options: argparse.Namespace) -> "ExportPeriod":
    from posture_app.program.exports import ExportPeriod

    period = ExportPeriod(first=day("--from", options.first), last=day("--to", options.last))
    if period.first is not None and period.last is not None and period.last < period.first:
        raise WrongUseError(sentence("--from is after --to; a period begins before it ends"))
    return period


def _time_of_day(word: str | None) -> time | None:
    if word is None:
        return None
    try:
        return datetime.strptime(word, "%H:%M").time()  # noqa: DTZ007 - a time of any day
    except ValueError:
        what = sentence('--remind: got "{word}"; expected a time such as 08:30', word=word[:60])
        raise WrongUseError(what) from None


def _write(out: str, write: Callable[[TextIO], None]) -> None:
    from posture_app.program.exports import into_file

    if out == "-":
        write(data_output())
    else:
        into_file(Path(out), write)


class _Encoded:
    """Takes bytes for a stream of text."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, raw: bytes) -> int:
        """Write UTF-8."""
        return self._out.write(raw.decode())

    def writelines(self, lines: Iterable[bytes]) -> None:
        """Write several pieces of UTF-8."""
        for line in lines:
            self.write(line)
