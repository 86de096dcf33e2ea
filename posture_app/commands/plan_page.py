"""The page of a plan for a patient's telephone, written from the command line."""

import argparse
from pathlib import Path

from posture_app.commands.handout_options import add_handout_options
from posture_app.commands.library import loaded_library
from posture_app.commands.output import drawing_into, print_json
from posture_app.commands.parser import AddVerb
from posture_app.commands.plan_files import motion_check, read_or_told, write_new
from posture_app.preferences import FigureAppearance
from posture_app.words.catalogue import _, speaking


def add_verbs(verbs: AddVerb) -> None:
    """Add the verbs of the telephone to those of plans."""
    page = verbs("page", _page, _("Write a plan as a page for the patient's telephone."))
    page.add_argument("file", metavar=_("FILE"), type=Path)
    page.add_argument("--out", metavar=_("FILE"), type=Path, required=True, help=_("The file."))
    add_handout_options(page)
    code = verbs("code", _code, _("Write what a telephone's code tells as a file for merge."))
    code.add_argument("file", metavar=_("FILE"), type=Path, help=_("The patient's plan."))
    code.add_argument("code", metavar=_("CODE"), nargs="+", help=_("As it was sent or read out."))
    code.add_argument("--out", metavar=_("FILE"), type=Path, required=True, help=_("A new file."))
    for verb in (page, code):
        verb.add_argument("--json", action="store_true", help=_("As JSON."))


def _page(options: argparse.Namespace) -> int:
    check_motions = motion_check(options.data_dir)
    library = loaded_library(options.data_dir)
    read = read_or_told(options.file, library, as_json=options.json, check_motions=check_motions)
    before = None
    if options.before is not None:
        before = read_or_told(
            options.before, library, as_json=options.json, check_motions=check_motions
        )
    if read is None or (options.before is not None and before is None):
        return 1
    with drawing_into(options.out):
        from posture_app.coach.health import number_of
        from posture_app.desktop.private_files import written_whole
        from posture_app.handout.phone_page import phone_page
        from posture_app.program.health import system_territory

        number = options.emergency_number or number_of(system_territory())
        with speaking(read.plan.language):
            library = loaded_library(options.data_dir)
            page = phone_page(
                read,
                library,
                emergency_number=number,
                before=before,
                figure=FigureAppearance(options.body, options.skin),
            )
        with written_whole(options.out) as file:
            file.write(page)
    if options.json:
        print_json({"file": str(options.out), "bytes": len(page)})
    else:
        print(_("{file}: {size} kB").format(file=options.out, size=round(len(page) / 1000)))
    return 0


def _code(options: argparse.Namespace) -> int:
    from posture_app.exchange.adherence_code import read_code
    from posture_app.plans.files import adherence_bytes
    from posture_app.words.sessions import sessions_counted

    read = read_or_told(options.file, loaded_library(options.data_dir), as_json=options.json)
    if read is None:
        return 1
    adherence = read_code(" ".join(options.code), read)
    write_new(options.out, adherence_bytes(adherence))
    count = len(adherence.sessions)
    if options.json:
        print_json({"file": str(options.out), "sessions": count})
    else:
        words = _("{file}: {sessions}")
        print(words.format(file=options.out, sessions=sessions_counted(count)))
    return 0
