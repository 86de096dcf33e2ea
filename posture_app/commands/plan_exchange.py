"""A plan and what came back of it for other programs, written from the command line."""

import argparse
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from posture_app.commands.library import loaded_library
from posture_app.commands.output import print_json, tell_faults
from posture_app.commands.parser import AddVerb
from posture_app.commands.plan_files import read_or_told, write_new
from posture_app.errors import FailedError, sentence
from posture_app.words.catalogue import _, speaking

if TYPE_CHECKING:
    from posture_app.library.model import Library
    from posture_app.plans.model import AdherenceFile, Plan, PlanFile, SessionDone

    Write = Callable[[Plan, Sequence[SessionDone], Library, TextIO], None]


def add_verbs(verbs: AddVerb) -> None:
    """Add the verbs for other programs to those of plans."""
    fhir = verbs("fhir", _fhir, _("Write a plan, and what came back, for a clinic's program."))
    table = verbs("csv", _csv, _("Write a plan, or what came back of it, as a table."))
    for verb in (fhir, table):
        verb.add_argument("file", metavar=_("FILE"), type=Path)
        verb.add_argument(
            "--adherence",
            metavar=_("FILE"),
            type=Path,
            nargs="+",
            help=_("What the patient did, as files."),
        )
        verb.add_argument(
            "--out", metavar=_("FILE"), type=Path, required=True, help=_("A new file.")
        )
        verb.add_argument("--json", action="store_true", help=_("As JSON."))
    fhir.add_argument(
        "--with-notes", action="store_true", help=_("With what the patient wrote to sessions.")
    )


def _fhir(options: argparse.Namespace) -> int:
    from posture_app.desktop.clock import SystemClock
    from posture_app.exchange.plan_fhir import write_plan_bundle

    now, notes = SystemClock().read().wall, options.with_notes
    return _write(
        options,
        lambda plan, sessions, library, out: write_plan_bundle(
            plan, sessions, library, out, now=now, with_notes=notes
        ),
    )


def _csv(options: argparse.Namespace) -> int:
    from posture_app.exchange.plan_tables import write_adherence_csv, write_plan_csv

    if options.adherence:
        return _write(options, write_adherence_csv)
    return _write(options, lambda plan, _none, library, out: write_plan_csv(plan, library, out))


def _write(options: argparse.Namespace, write: "Write") -> int:
    """Write a form of a plan, in the language in which its patient reads it."""
    from posture_app.plans.files import carried_library
    from posture_app.words.sessions import sessions_counted

    read = _read(options)
    if read is None:
        return 1
    carried, sessions = read
    out = io.StringIO()
    with speaking(carried.plan.language):
        library = carried_library(carried, loaded_library(options.data_dir))
        write(carried.plan, sessions, library, out)
    write_new(options.out, out.getvalue().encode())
    if options.json:
        print_json({"file": str(options.out), "sessions": len(sessions)})
    elif options.adherence:
        counted = sessions_counted(len(sessions))
        print(_("{file}: {sessions}").format(file=options.out, sessions=counted))
    else:
        print(options.out)
    return 0


def _read(
    options: argparse.Namespace,
) -> "tuple[PlanFile, tuple[SessionDone, ...]] | None":
    """The plan and what came back of it; None after faults were told.

    Raises:
        FailedError: What came back is of another plan.
    """
    from posture_app.plans.adherence_files import sessions_of

    paths: Sequence[Path] = options.adherence or ()
    read = read_or_told(options.file, loaded_library(options.data_dir), as_json=options.json)
    if read is None:
        return None
    sent = []
    for path in paths:
        one = _sent(path, options)
        if one is None:
            return None
        if one.plan != read.plan.id:
            raise FailedError(sentence("{path} is of another plan", path=path))
        sent.append(one)
    return read, sessions_of(sent)


def _sent(path: Path, options: argparse.Namespace) -> "AdherenceFile | None":
    from posture_app.library.problems import BrokenFileError
    from posture_app.plans.files import read_adherence

    try:
        return read_adherence(path)
    except BrokenFileError as error:
        tell_faults(error, as_json=options.json)
        return None
