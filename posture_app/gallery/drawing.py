"""Draws screens to files: a screen is a name and a function that makes a widget to be drawn."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from errno import EIO
from itertools import product
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

from posture_app.dataclass import dataclass
from posture_app.library.model import Library
from posture_app.preferences import Appearance
from posture_app.ui.qt_words import speak
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.still import StillFactory
from posture_app.words.catalogue import LANGUAGES, language, speaking


@dataclass(frozen=True, slots=True)
class DrawingContext:
    """What a screen may draw on: the look, the content, and how exercises are drawn."""

    make: WidgetFactory
    library: Library
    still: StillFactory | None = None

    @property
    def theme(self) -> Theme:
        """The look."""
        return self.make.theme


@dataclass(frozen=True, slots=True)
class Setting:
    """A size of window and of text; `ratio` is how many pixels of the picture one of the window is.

    At 200 per cent a full HD screen leaves 960 by 540.
    """

    name: str
    size: QSize
    ratio: float = 1.0
    text_scale: float = 1.0


SETTINGS: Final = (
    Setting("900x600-text-200", QSize(900, 600), text_scale=2.0),
    Setting("1180x800", QSize(1180, 800)),
    Setting("1180x800-text-200", QSize(1180, 800), text_scale=2.0),
    Setting("1920x1080", QSize(1920, 1080)),
    Setting("1920x1080-text-200", QSize(1920, 1080), text_scale=2.0),
    Setting("2560x1440", QSize(2560, 1440)),
    Setting("940x520-at-200", QSize(940, 520), ratio=2.0),
)
APPEARANCES: Final[tuple[Appearance, ...]] = ("light", "dark")
MOST_HEIGHT: Final = 4000
MOST_ROUNDS: Final = 200


def still_clock() -> int:
    """A clock that stands: what moves by it is the same in every picture."""
    return 0


def settle() -> None:
    """Let layouts, late pictures and deletions happen, until nothing is left to do.

    Raises:
        RuntimeError: There is always something left: a picture taken now is one of many.
    """
    events = _Events()
    application = QApplication.instance()
    if application is None:
        return
    _go_round()  # something always happens at first, and to look at each event takes as long again
    application.installEventFilter(events)
    try:
        for _ in range(MOST_ROUNDS - 1):
            events.last = ""
            _go_round()
            if not events.last:
                return
    finally:
        application.removeEventFilter(events)
    raise RuntimeError(f"nothing settles in {MOST_ROUNDS} rounds; the last was {events.last}")


def _go_round() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def show_off_screen(widget: QWidget, size: QSize) -> None:
    """Lay a widget out at exactly a size, as the window does with what it shows.

    The window is as small as the person wants it: what needs more room than that has to see how it
    gets along, and is not drawn as if it had it.

    Raises:
        ValueError: It takes another size all the same.
    """
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.setMinimumSize(1, 1)
    widget.resize(size)
    widget.show()
    settle()
    if widget.size() != size:
        took, asked = (f"{one.width()}x{one.height()}" for one in (widget.size(), size))
        raise ValueError(f"{widget} is to be drawn at {asked} and takes {took}")


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture.

    Attributes:
        name: What the files are called by.
        make: Returns a widget without a parent; it is deleted after drawing.
        lay_out: Shows it where there is room of a size; what is smaller takes what it needs.
    """

    name: str
    make: Callable[[DrawingContext], QWidget]
    lay_out: Callable[[QWidget, QSize], None] = show_off_screen


def render_screens(
    out: Path,
    context: DrawingContext,
    screens: Sequence[Screen],
    settings: Sequence[Setting] = SETTINGS,
    *,
    appearances: Sequence[Appearance] = APPEARANCES,
    languages: Sequence[str] = tuple(LANGUAGES),
    library_in: Callable[[str], Library] | None = None,
) -> list[Path]:
    """Draw screens in every language, appearance and setting; returns the files as they are made.

    A file is called by all of them: `today-de-dark-1920x1080-text-200.png`. Scrolling pages are
    drawn twice: as the window shows them, and (`-whole`) at their full height. `library_in` hands
    out the library in a language; without it that of `context` is shown in all of them.

    Raises:
        OSError: The folder cannot be made, or a file in it not written.
    """
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    chosen = context.theme.appearance, context.theme.text_scale
    for tongue, appearance, setting in product(languages, appearances, settings):
        context.theme.choose(appearance, setting.text_scale)
        spoken = replace(context, library=library_in(tongue)) if library_in else context
        for screen in screens:
            with speaking(tongue), _qt_speaking(tongue):
                images = _draw(screen, spoken, setting)
            for ending, image in images:
                path = out / f"{screen.name}-{tongue}-{appearance}-{setting.name}{ending}.png"
                if not image.save(str(path)):
                    raise OSError(EIO, os.strerror(EIO), str(path))
                paths.append(path)
    context.theme.choose(*chosen)
    return paths


@contextmanager
def _qt_speaking(chosen: str) -> Iterator[None]:
    """Let Qt's own words, such as the names of keys, be in a language for a while."""
    application = cast("QApplication", QApplication.instance())
    speak(application, chosen)
    try:
        yield
    finally:
        speak(application, language())


class _Events(QObject):
    """What has happened last in the program; empty where nothing at all has."""

    last = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.last = f"{event.type()} of {type(watched).__name__}"
        return False


def _draw(screen: Screen, context: DrawingContext, setting: Setting) -> list[tuple[str, QImage]]:
    widget = screen.make(context)
    screen.lay_out(widget, setting.size)
    images = [("", _picture(widget, setting.ratio))]
    hidden = max((_below(area) for area in _areas(widget)), default=0)
    if hidden > 0:
        height = min(MOST_HEIGHT, widget.height() + hidden)
        show_off_screen(widget, QSize(widget.width(), height))
        # A card keeps to what the screen had room for, however high it is made.
        if max((_below(area) for area in _areas(widget)), default=0) < hidden:
            images.append(("-whole", _picture(widget, 1.0)))
    widget.hide()
    widget.deleteLater()
    settle()
    return images


def _picture(widget: QWidget, ratio: float) -> QImage:
    image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(widget.palette().window().color())  # behind the round corners of a card
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    return image


def _areas(widget: QWidget) -> list[QAbstractScrollArea]:
    return [area for area in widget.findChildren(QScrollArea) if area.isVisible()]


def _below(area: QAbstractScrollArea) -> int:
    return area.verticalScrollBar().maximum()
