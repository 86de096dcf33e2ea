"""Pictures for those who work on the program."""

import argparse
import os
import sys
from pathlib import Path

from posture_app.commands.parser import AddVerb
from posture_app.errors import FailedError, sentence
from posture_app.words.catalogue import _, ngettext


def add_verbs(add: AddVerb) -> None:
    """Add the verbs that draw."""
    screens = add("screens", _screens, _("Draw every page, dialogue and break to PNG files."))
    screens.add_argument("--out", metavar=_("DIR"), type=Path, required=True)
    sheet = add("contact-sheet", _contact_sheet, _("Draw all motions into one picture."))
    sheet.add_argument("--out", metavar=_("FILE"), type=Path, required=True)


def _screens(options: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from posture_app.gallery.drawing import Stage, render_screens
    from posture_app.gallery.pages import SCREENS
    from posture_app.gallery.player import PLAYER_SCREENS
    from posture_app.library.files import load
    from posture_app.ui.figure.widget import FigureStill
    from posture_app.ui.theme.theme import Theme

    out = options.out
    app = QApplication(sys.argv[:1])
    theme = Theme(app)
    stage = Stage(theme, load().library, lambda exercise: FigureStill(theme, exercise))
    try:
        paths = render_screens(out, stage, (*SCREENS, *PLAYER_SCREENS))
    except OSError as error:
        raise FailedError(
            sentence(
                "the pictures cannot be written to {folder}: {reason}",
                folder=out,
                reason=error.strerror,
            )
        ) from None
    count = len(paths)
    print(
        ngettext("{count} picture in {folder}", "{count} pictures in {folder}", count).format(
            count=count, folder=out
        )
    )
    return 0


def _contact_sheet(options: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from posture_app.gallery.contact_sheet import contact_sheet
    from posture_app.library.files import load

    app = QApplication(sys.argv[:1])
    library = load().library
    try:
        contact_sheet(options.out, library)
    except OSError as error:
        raise FailedError(
            sentence(
                "the picture {file} cannot be written: {reason}",
                file=options.out,
                reason=error.strerror,
            )
        ) from None
    count = len(library.exercises)
    print(
        ngettext("{count} motion in {file}", "{count} motions in {file}", count).format(
            count=count, file=options.out
        )
    )
    app.quit()
    return 0
