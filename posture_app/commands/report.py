"""The report for a clinician, written from the command line."""

import argparse
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from posture_app.commands.entry_values import day
from posture_app.commands.output import drawing_into, print_json
from posture_app.commands.parser import AddVerb
from posture_app.errors import WrongUseError, sentence
from posture_app.words.catalogue import LANGUAGES, _, language, ngettext
from posture_app.words.formats import enumerated

if TYPE_CHECKING:
    from posture_app.journal.report import Report, ReportChoice

PARTS: Final = (
    "quality",
    "red_flags",
    "pain",
    "spasms",
    "treatments",
    "adherence",
    "stopped",
    "medication",
    "questionnaires",
    "notes",
)
PAPERS: Final = ("a4", "letter")
LONGEST_YEARS: Final = 20


def add_verbs(add: AddVerb) -> None:
    """Add the verb that writes a report."""
    report = add("report", _report, _("Write a report for a doctor or physiotherapist as a PDF."))
    report.add_argument("--out", metavar=_("FILE"), required=True, type=Path, help=_("The file."))
    report.add_argument(
        "--from",
        dest="first",
        metavar=_("DAY"),
        help=_("From this day on, as 2026-03-02; three months back if it is not given."),
    )
    report.add_argument(
        "--to", dest="last", metavar=_("DAY"), help=_("Up to this day; today if it is not given.")
    )
    report.add_argument("--language", choices=[*LANGUAGES], help=_("The language of the report."))
    report.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help=_("Its size."))
    report.add_argument(
        "--without",
        metavar=_("PART"),
        action="extend",
        nargs="+",
        default=[],
        choices=PARTS,
        help=_("Take these parts out: {parts}.").format(parts=enumerated(PARTS)),
    )
    report.add_argument(
        "--without-note",
        metavar="ID",
        action="append",
        default=[],
        help=_("Take this note out; several times if need be."),
    )
    report.add_argument("--json", action="store_true", help=_("Tell it as JSON."))


def _report(options: argparse.Namespace) -> int:
    choice = _choice(options)
    report = _read(options.data_dir, choice)
    with drawing_into(options.out):
        from posture_app.handout.document import write_pdf
        from posture_app.handout.report import laid_out

        document = laid_out(report, choice)
        write_pdf(document, options.out)
    _tell(options, choice, len(document.pages))
    return 0


def _tell(options: argparse.Namespace, choice: "ReportChoice", pages: int) -> None:
    if options.json:
        told = {
            "path": str(options.out),
            "pages": pages,
            "from": choice.first_day.isoformat(),
            "to": choice.last_day.isoformat(),
            "language": choice.language,
            "paper": choice.paper.value,
        }
        print_json(told)
        return
    words = ngettext("{count} page in {file}", "{count} pages in {file}", pages)
    print(words.format(count=pages, file=options.out))


def _choice(options: argparse.Namespace) -> "ReportChoice":
    """What is wanted.

    Raises:
        WrongUseError: A day is none, or the period ends before it begins.
    """
    from posture_app.desktop.clock import local_today
    from posture_app.handout.reading import usual_first_day
    from posture_app.journal.report import Paper, ReportChoice, ReportPart

    last = day("--to", options.last) or local_today()
    first = day("--from", options.first) or usual_first_day(last)
    if first > last:
        raise WrongUseError(sentence("--from is after --to; a period begins before it ends"))
    if last - first > timedelta(days=366 * LONGEST_YEARS):
        raise WrongUseError(
            sentence("a report tells of {years} years at most", years=LONGEST_YEARS)
        )
    return ReportChoice(
        first_day=first,
        last_day=last,
        language=options.language or language(),
        paper=Paper(options.paper),
        without=frozenset(map(ReportPart, options.without)),
        notes_left_out=frozenset(options.without_note),
    )


def _read(data_dir: Path | None, choice: "ReportChoice") -> "Report":
    """What the log tells of the period.

    Raises:
        FailedError: It cannot be read.
    """
    from posture_app.commands.journal import read_only
    from posture_app.desktop.clock import local_time_zone, local_today
    from posture_app.desktop.health import look_at_health
    from posture_app.desktop.paths import folder_to_read
    from posture_app.handout.reading import ReportLog
    from posture_app.store.breaks import BreakHistory
    from posture_app.store.entries import Entries
    from posture_app.store.journal import Journal
    from posture_app.store.reported_sessions import ReportedSessions

    health = look_at_health(folder_to_read(data_dir))
    with read_only(data_dir) as database:
        log = ReportLog(
            Journal(database), Entries(database), BreakHistory(database), ReportedSessions(database)
        )
        signs = health.signs if health is not None else ()
        return log.report(
            choice.first_day, choice.last_day, local_today(), local_time_zone(), signs
        )
