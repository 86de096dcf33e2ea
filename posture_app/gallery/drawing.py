"""Draws screens to files: a screen is a name and a function that makes a widget to be drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

from posture_app.library.model import Library
from posture_app.ui.theme.theme import Appearance, Theme
from posture_app.ui.widgets.still import StillFactory


@dataclass(frozen=True, slots=True)
class Stage:
    """What a screen may draw on: the look, the content, and how exercises are drawn."""

    theme: Theme
    library: Library
    still: StillFactory | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture. `make` returns a widget without a parent; it is deleted after drawing."""

    name: str
    make: Callable[[Stage], QWidget]


@dataclass(frozen=True, slots=True)
class Setting:
    """A size of window and of text. At 200 per cent a full HD screen leaves 960 by 540."""

    name: str
    size: QSize
    ratio: float = 1.0
    text_scale: float = 1.0


SETTINGS: Final = (
    Setting("100", QSize(1180, 800)),
    Setting("200", QSize(940, 520), ratio=2.0),
    Setting("text-200", QSize(1180, 800), text_scale=2.0),
)
APPEARANCES: Final[tuple[Appearance, ...]] = ("light", "dark")
MOST_HEIGHT: Final = 4000


def render_screens(
    out: Path,
    stage: Stage,
    screens: Sequence[Screen],
    settings: Sequence[Setting] = SETTINGS,
) -> list[Path]:
    """Draw screens in every appearance and setting; returns the files in the order of drawing.

    Scrolling pages are drawn twice: as the window shows them, and (`-whole`) at their full height.
    """
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    chosen = stage.theme.appearance, stage.theme.text_scale
    for appearance in APPEARANCES:
        for setting in settings:
            stage.theme.choose(appearance, setting.text_scale)
            for screen in screens:
                base = f"{screen.name}-{appearance}-{setting.name}"
                with_whole = _draw(screen, stage, setting)
                for ending, image in with_whole:
                    path = out / f"{base}{ending}.png"
                    image.save(str(path))
                    paths.append(path)
    stage.theme.choose(*chosen)
    return paths


def settle() -> None:
    """Let layouts, late pictures and deletions happen."""
    for _ in range(200):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def show_off_screen(widget: QWidget, size: QSize) -> None:
    """Lay a widget out at a size as if it were shown."""
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(size)
    widget.show()
    settle()


def _draw(screen: Screen, stage: Stage, setting: Setting) -> list[tuple[str, QImage]]:
    widget = screen.make(stage)
    show_off_screen(widget, setting.size)
    images = [("", _picture(widget, setting.ratio))]
    hidden = max((_below(area) for area in _areas(widget)), default=0)
    if hidden > 0:
        height = min(MOST_HEIGHT, setting.size.height() + hidden)
        show_off_screen(widget, QSize(setting.size.width(), height))
        images.append(("-whole", _picture(widget, 1.0)))
    widget.close()
    widget.deleteLater()
    settle()
    return images


def _picture(widget: QWidget, ratio: float) -> QImage:
    image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    return image


def _areas(widget: QWidget) -> list[QAbstractScrollArea]:
    return [area for area in widget.findChildren(QScrollArea) if area.isVisible()]


def _below(area: QAbstractScrollArea) -> int:
    return area.verticalScrollBar().maximum()
