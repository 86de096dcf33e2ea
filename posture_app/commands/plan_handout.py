"""The sheet of exercises for a patient, written from the command line."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from posture_app.commands.handout_options import add_handout_options
from posture_app.commands.output import drawing_into
from posture_app.commands.parser import AddVerb
from posture_app.preferences import FigureAppearance
from posture_app.words.catalogue import LANGUAGES, _, ngettext, speaking

if TYPE_CHECKING:
    from posture_app.handout.plan_sheet import SheetChoice
    from posture_app.library.model import Library
    from posture_app.plans.model import PlanFile

PAPERS: Final = ("a4", "letter")
PER_PAGE: Final = (1, 2, 4, 6)
DAYS: Final = (7, 14)


def add_verb(add: AddVerb) -> None:
    """Add the verb that writes a sheet, below `plan`."""
    verb = add("handout", _handout, _("Write a plan as a sheet of exercises, as a PDF."))
    verb.add_argument("file", metavar=_("FILE"), type=Path)
    verb.add_argument("--out", metavar=_("PDF"), required=True, type=Path, help=_("The file."))
    verb.add_argument("--phase", metavar="ID", help=_("This phase alone."))
    verb.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help=_("Its size."))
    verb.add_argument(
        "--language", choices=[*LANGUAGES], help=_("The plan's own if it is not given.")
    )
    verb.add_argument(
        "--per-page",
        type=int,
        choices=PER_PAGE,
        default=4,
        help=_("So many exercises on a page at most; two in large print."),
    )
    verb.add_argument(
        "--large-print", action="store_true", help=_("Nothing is smaller than 16 points.")
    )
    verb.add_argument(
        "--days", type=int, choices=DAYS, default=7, help=_("For how many days there are boxes.")
    )
    verb.add_argument(
        "--logo", metavar=_("IMAGE"), type=Path, help=_("The picture of the practice.")
    )
    add_handout_options(verb)
    verb.add_argument("--json", action="store_true", help=_("Tell it as JSON."))


def _handout(options: argparse.Namespace) -> int:
    from posture_app.commands.library import loaded_library
    from posture_app.commands.output import print_json

    read = _read(options.file, options)
    before = _read(options.before, options) if options.before is not None else None
    if read is None or (options.before is not None and before is None):
        return 1
    language = options.language or read.plan.language
    with speaking(language):
        library = loaded_library(options.data_dir)
    pages = _write(options, read, before, library)
    if options.json:
        told = {
            "path": str(options.out),
            "pages": pages,
            "language": language,
            "paper": options.paper,
        }
        print_json(told)
    else:
        words = ngettext("{count} page in {file}", "{count} pages in {file}", pages)
        print(words.format(count=pages, file=options.out))
    return 0


def _write(
    options: argparse.Namespace,
    read: "PlanFile",
    before: "PlanFile | None",
    library: "Library",
) -> int:
    """Write the sheet; returns how many pages it has.

    Raises:
        FailedError: It cannot be written, the picture cannot be read, or there is no such phase.
    """
    with drawing_into(options.out):
        from posture_app.handout.document import write_pdf
        from posture_app.handout.plan_sheet import laid_out_plan

        document = laid_out_plan(read, library, _choice(options, before))
        write_pdf(document, options.out)
    return len(document.pages)


def _choice(options: argparse.Namespace, before: "PlanFile | None") -> "SheetChoice":
    from posture_app.coach.health import number_of
    from posture_app.handout.plan_sheet import SheetChoice, read_logo
    from posture_app.journal.report import Paper
    from posture_app.program.health import system_territory

    return SheetChoice(
        today=_today(),
        emergency_number=options.emergency_number or number_of(system_territory()),
        language=options.language,
        paper=Paper(options.paper),
        per_page=options.per_page,
        large_print=options.large_print,
        days=options.days,
        phase=options.phase,
        logo=read_logo(options.logo) if options.logo is not None else None,
        before=before,
        figure=FigureAppearance(options.body, options.skin),
    )


def _read(path: Path, options: argparse.Namespace) -> "PlanFile | None":
    from posture_app.commands.library import loaded_library
    from posture_app.commands.plan_files import motion_check, read_or_told

    library = loaded_library(options.data_dir)
    return read_or_told(
        path, library, as_json=options.json, check_motions=motion_check(options.data_dir)
    )


def _today() -> date:
    from posture_app.desktop.clock import local_today

    return local_today()
