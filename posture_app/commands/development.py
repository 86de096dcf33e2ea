"""Pictures for those who work on the program."""

import argparse
import os
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from posture_app.commands.parser import AddVerb
from posture_app.errors import FailedError, WrongUseError, reason, sentence
from posture_app.words.catalogue import LANGUAGES, _, ngettext
from posture_app.words.formats import enumerated

if TYPE_CHECKING:
    from posture_app.gallery.drawing import Screen, Setting

_Named = TypeVar("_Named", "Screen", "Setting")


def add_verbs(add: AddVerb) -> None:
    """Add the verbs that draw."""
    screens = add("screens", _screens, _("Draw every page, dialogue and break to PNG files."))
    screens.add_argument("--out", metavar=_("DIR"), type=Path, required=True)
    screens.add_argument(
        "--only",
        action="append",
        metavar=_("NAME"),
        help=_("Only the screens of this name or pattern, such as today or 'overlay*'."),
    )
    screens.add_argument("--language", action="append", choices=[*LANGUAGES])
    screens.add_argument("--theme", action="append", choices=("light", "dark"))
    screens.add_argument(
        "--size",
        action="append",
        metavar=_("SIZE"),
        help=_("Only in this size of window and text, such as 1920x1080 or '*-text-200'."),
    )
    sheet = add("contact-sheet", _contact_sheet, _("Draw all motions into one picture."))
    sheet.add_argument("--out", metavar=_("FILE"), type=Path, required=True)


def _screens(options: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from posture_app.gallery.breaks import BREAK_SCREENS
    from posture_app.gallery.drawing import APPEARANCES, SETTINGS, DrawingContext, render_screens
    from posture_app.gallery.player import PLAYER_SCREENS
    from posture_app.gallery.screens import WINDOW_SCREENS
    from posture_app.library.files import load
    from posture_app.ui.figure.widget import FigureStill
    from posture_app.ui.theme.theme import Theme
    from posture_app.ui.widgets.factory import WidgetFactory

    screens = _wanted((*WINDOW_SCREENS, *PLAYER_SCREENS, *BREAK_SCREENS), options.only)
    settings = _wanted(SETTINGS, options.size)
    app = QApplication(sys.argv[:1])
    context = DrawingContext(WidgetFactory(Theme(app)), load().library, FigureStill)
    try:
        paths = render_screens(
            options.out,
            context,
            screens,
            settings,
            appearances=options.theme or APPEARANCES,
            languages=options.language or tuple(LANGUAGES),
            library_in=lambda language: load(language=language).library,
        )
    except OSError as error:
        raise FailedError(
            sentence(
                "the pictures cannot be written to {folder}: {reason}",
                folder=options.out,
                reason=reason(error),
            )
        ) from None
    count = len(paths)
    print(
        ngettext("{count} picture in {folder}", "{count} pictures in {folder}", count).format(
            count=count, folder=options.out
        )
    )
    return 0


def _wanted(there: Sequence[_Named], patterns: Sequence[str] | None) -> Sequence[_Named]:
    """Those whose names are wanted; all where none is named.

    Raises:
        WrongUseError: There is none of a name; the message names those there are.
    """
    if patterns is None:
        return there
    for pattern in patterns:
        if not any(fnmatchcase(one.name, pattern) for one in there):
            known = enumerated([one.name for one in there])
            raise WrongUseError(
                sentence('there is no "{name}"; there are {known}', name=pattern, known=known)
            )
    return [one for one in there if any(fnmatchcase(one.name, name) for name in patterns)]


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
                reason=reason(error),
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
