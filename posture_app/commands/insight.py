"""What goes before pain and spasms: printed from the journal, or from a table."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from posture_app.commands.output import print_json
from posture_app.commands.parser import AddVerb
from posture_app.words.catalogue import _

if TYPE_CHECKING:
    from posture_app.journal.day_table import DayTable
    from posture_app.journal.insight import Finding

_KEYS: Final = (
    "factor",
    "outcome",
    "effect",
    "low",
    "high",
    "days_with",
    "days_without",
    "p",
    "q",
    "said",
)


def add_verbs(add: AddVerb) -> None:
    """Add the verb that tells what goes before pain and spasms."""
    insight = add("insight", _insight, _("Tell what goes before pain and spasms."))
    insight.add_argument(
        "--days",
        metavar=_("FILE"),
        help=_("From this table of days instead of the log; - is standard input."),
    )
    insight.add_argument("--json", action="store_true", help=_("As a JSON list of findings."))


def _insight(options: argparse.Namespace) -> int:
    if options.days is None:
        table = _from_journal(options.data_dir)
    else:
        table = _from_table(options.days)
        if table is None:
            return 1
    from posture_app.journal.associations import findings

    found = (findings(table) if table else None) or ()
    if options.json:
        print_json([_told(one) for one in found])
    else:
        _print(found)
    return 0


def _told(finding: "Finding") -> dict[str, Any]:
    return {key: getattr(finding, key) for key in _KEYS}


def _print(found: "Iterable[Finding]") -> None:
    from posture_app.words.insight import sentences_about

    for line in sentences_about(tuple(found)):
        print(line)


def _from_table(file: str) -> "DayTable | None":
    """The days in a file, or None after telling on stderr all that is wrong with it."""
    from posture_app.journal.day_table_file import read_day_table
    from posture_app.library.problems import BrokenFileError
    from posture_app.library.reading import MAX_BYTES
    from posture_app.words.problems import file_problem

    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if file == "-" else None
        return read_day_table(Path(file), raw)
    except BrokenFileError as error:
        for problem in error.problems:
            print(file_problem(file, problem), file=sys.stderr)
        return None


def _from_journal(data_dir: Path | None) -> "DayTable | None":
    """The days of the whole journal; None where nothing is entered.

    Raises:
        FailedError: The journal cannot be read.
    """
    from posture_app.commands.journal import read_only
    from posture_app.journal.day_table import day_table_of
    from posture_app.journal.entries import CheckIn, Spasm
    from posture_app.store.breaks import BreakHistory
    from posture_app.store.entries import Entries
    from posture_app.store.journal import Journal

    with read_only(data_dir) as database:
        entries = Entries(database)
        check_ins, spasms = list(entries.every(CheckIn)), list(entries.every(Spasm))
        days = [*(one.day for one in check_ins), *(one.day for one in spasms)]
        if not days:
            return None
        span = min(days), max(days)
        time_zone = (check_ins or spasms)[-1].time_zone
        return day_table_of(
            check_ins,
            spasms,
            Journal(database).days(*span),
            BreakHistory(database).counts(*span, time_zone),
        )
