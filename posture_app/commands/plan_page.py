"""The page of a plan for a patient's telephone, written from the command line."""

import argparse
import os
from pathlib import Path

from posture_app.commands.library import loaded_library
from posture_app.commands.plan_files import print_json, prover, read_or_told
from posture_app.errors import FailedError, reason, sentence
from posture_app.words.catalogue import _, speaking


def add_arguments(page: argparse.ArgumentParser) -> None:
    """Add what the verb takes to its parser."""
    page.add_argument("file", metavar=_("FILE"), type=Path)
    page.add_argument("--out", metavar=_("FILE"), type=Path, required=True, help=_("The file."))
    page.add_argument("--json", action="store_true", help=_("As JSON."))


def write_page(options: argparse.Namespace) -> int:
    """Write a plan's page, in the plan's language."""
    prove = prover(options.data_dir)
    library = loaded_library(options.data_dir)
    read = read_or_told(options.file, library, as_json=options.json, prove=prove)
    if read is None:
        return 1
    # Nothing is shown: whoever asks for a file may have no screen.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from posture_app.desktop.private_files import written_whole
    from posture_app.handout.phone_page import phone_page

    app = QGuiApplication.instance() or QGuiApplication([])
    try:
        with speaking(read.plan.language):
            page = phone_page(read, loaded_library(options.data_dir))
        with written_whole(options.out) as file:
            file.write(page)
    except OSError as error:
        what = sentence(
            "{path} cannot be written ({reason})", path=options.out, reason=reason(error)
        )
        raise FailedError(what) from None
    finally:
        del app
    if options.json:
        print_json({"file": str(options.out), "bytes": len(page)})
    else:
        print(_("{file}: {size} kB").format(file=options.out, size=round(len(page) / 1000)))
    return 0
