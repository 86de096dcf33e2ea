"""Pictures of every page and dialogue, for eyes, for the docs and for the tests.

`SCREENS` is data: a name and a function that makes a widget ready to be drawn. `clipped` tells what
does not fit in a widget that is laid out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from posture_app.library.model import Library
from posture_app.preferences import Appearance
from posture_app.ui import samples
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages import breaks_samples
from posture_app.ui.pages.base import Page
from posture_app.ui.pages.breaks_snapshots import BreaksSnapshot
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.labels import ElidedLabel
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


def clipped(root: QWidget) -> list[str]:
    """What does not fit: words wider or higher than their widget, widgets cut by their parents."""
    return [problem for widget in root.findChildren(QWidget) for problem in _cut(widget, root)]


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


def _cut(widget: QWidget, root: QWidget) -> Iterator[str]:
    if not widget.isVisibleTo(root):
        return
    words = ""
    if isinstance(widget, QLabel):
        words = widget.text()
        if words and not isinstance(widget, ElidedLabel):
            yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton):
        words = widget.text()
        needed = widget.minimumSizeHint().width()
        if needed > widget.width():
            yield f'button "{words[:60]}" needs {needed} px, has {widget.width()}'
    if words and not _inside(widget, root):
        yield f'"{words[:60]}" is cut by what it lies in'


def _cut_label(label: QLabel) -> Iterator[str]:
    room = label.contentsRect()
    metrics = label.fontMetrics()
    words = label.text()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height():
            yield f'"{words[:60]}" needs a height of {needed} px, has {label.height()}'
    else:
        widest = max(metrics.horizontalAdvance(line) for line in words.split("\n"))
        if widest > room.width():
            yield f'"{words[:60]}" needs {widest} px, has {room.width()}'


def _inside(widget: QWidget, root: QWidget) -> bool:
    """Whether no ancestor cuts a widget at its sides, or below where nothing scrolls."""
    child, parent = widget, widget.parentWidget()
    scrolls = False
    while parent is not None and child is not root:
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is parent:
            scrolls = True
        left = widget.mapTo(parent, QPoint(0, 0))
        right = widget.mapTo(parent, QPoint(widget.width(), widget.height()))
        if left.x() < 0 or right.x() > parent.width():
            return False
        if not scrolls and (left.y() < 0 or right.y() > parent.height()):
            return False
        child, parent = parent, parent.parentWidget()
    return True


def show_library(window: MainWindow, library: Library) -> None:
    """Show a library on the pages that are about it, now or when they are built."""

    def show(key: str, page: Page) -> None:
        if key in {"exercises", "routines", "body-map"}:
            page.show_snapshot(library)

    for key, page in window.built.items():
        show(key, page)
    window.page_built.connect(show)


def _window(stage: Stage) -> MainWindow:
    window = MainWindow(stage.theme, stage.still)
    show_library(window, stage.library)
    window.open_page("today")
    return window


def _today(stage: Stage) -> QWidget:
    window = _window(stage)
    window.page("today").show_snapshot(samples.today(stage.library))
    return window


def _today_first(stage: Stage) -> QWidget:
    window = _window(stage)
    window.page("today").show_snapshot(samples.today_first(stage.library))
    return window


def _today_troubled(stage: Stage) -> QWidget:
    window = _window(stage)
    window.page("today").show_snapshot(samples.today_troubled(stage.library))
    for button in window.findChildren(QAbstractButton, "show-problems"):
        button.click()
    return window


def _today_loading(stage: Stage) -> QWidget:
    window = MainWindow(stage.theme, stage.still)
    window.open_page("today")
    return window


def _today_long(stage: Stage) -> QWidget:
    return _today(Stage(stage.theme, samples.long_texts(stage.library), stage.still))


def _exercises(stage: Stage) -> QWidget:
    window = _window(stage)
    window.open_page("exercises")
    return window


def _exercises_long(stage: Stage) -> QWidget:
    return _exercises(Stage(stage.theme, samples.long_texts(stage.library), stage.still))


def _exercises_nothing(stage: Stage) -> QWidget:
    window = _window(stage)
    window.open_page("exercises")
    for field in window.findChildren(QLineEdit, "search-exercises"):
        field.setText("qwertz")
    return window


def _exercise(stage: Stage) -> QWidget:
    window = _window(stage)
    window.show_exercise(_fullest(stage.library))
    return window


def _exercise_long(stage: Stage) -> QWidget:
    return _exercise(Stage(stage.theme, samples.long_texts(stage.library), stage.still))


def _routines(stage: Stage) -> QWidget:
    window = _window(stage)
    window.open_page("routines")
    return window


def _routines_long(stage: Stage) -> QWidget:
    return _routines(Stage(stage.theme, samples.long_texts(stage.library), stage.still))


def _routine(stage: Stage) -> QWidget:
    window = _window(stage)
    window.show_routine(next(iter(stage.library.routines)))
    return window


def _routine_long(stage: Stage) -> QWidget:
    return _routine(Stage(stage.theme, samples.long_texts(stage.library), stage.still))


def _body_map(stage: Stage) -> QWidget:
    window = _window(stage)
    window.open_page("body-map")
    return window


def _body_map_chosen(stage: Stage) -> QWidget:
    window = cast("MainWindow", _body_map(stage))
    window.page("body-map").show_details("top_of_shoulder_right")
    for chip in window.findChildren(QAbstractButton, "muscle-levator-scapulae"):
        chip.click()
    return window


def _body_map_long(stage: Stage) -> QWidget:
    return _body_map_chosen(Stage(stage.theme, samples.long_texts(stage.library), stage.still))


def _breaks(stage: Stage, snapshot: BreaksSnapshot | None = None) -> QWidget:
    window = _window(stage)
    window.page("breaks").show_snapshot(snapshot or breaks_samples.full())
    window.open_page("breaks")
    return window


def _breaks_empty(stage: Stage) -> QWidget:
    return _breaks(stage, breaks_samples.empty())


def _breaks_troubled(stage: Stage) -> QWidget:
    return _breaks(stage, breaks_samples.troubled())


def _breaks_off(stage: Stage) -> QWidget:
    return _breaks(stage, breaks_samples.off())


def _log(stage: Stage) -> QWidget:
    window = _window(stage)
    window.page("log").show_snapshot(samples.log(stage.library))
    window.open_page("log")
    return window


def _log_empty(stage: Stage) -> QWidget:
    window = _window(stage)
    window.page("log").show_snapshot(samples.log(stage.library, 0))
    window.open_page("log")
    return window


def _session(stage: Stage) -> QWidget:
    window = cast("MainWindow", _log(stage))
    routine = next(iter(stage.library.routines.values()))
    window.show_session(samples.session(stage.library, 0, routine))
    return window


def _session_long(stage: Stage) -> QWidget:
    return _session(Stage(stage.theme, samples.long_texts(stage.library), stage.still))


def _settings(stage: Stage) -> QWidget:
    window = _window(stage)
    window.page("settings").show_snapshot(samples.settings())
    window.open_page("settings")
    return window


def _settings_troubled(stage: Stage) -> QWidget:
    window = _window(stage)
    window.page("settings").show_snapshot(samples.settings(troubled=True))
    window.open_page("settings")
    return window


def _fullest(library: Library) -> str:
    """The exercise with the most to show."""
    return max(
        library.exercises.values(),
        key=lambda one: len(one.steps) + len(one.cautions) + bool(one.easier) + bool(one.harder),
    ).id


SCREENS: Final = (
    Screen("today", _today),
    Screen("today-first", _today_first),
    Screen("today-troubled", _today_troubled),
    Screen("today-loading", _today_loading),
    Screen("today-long", _today_long),
    Screen("exercises", _exercises),
    Screen("exercises-long", _exercises_long),
    Screen("exercises-nothing", _exercises_nothing),
    Screen("exercise", _exercise),
    Screen("exercise-long", _exercise_long),
    Screen("routines", _routines),
    Screen("routines-long", _routines_long),
    Screen("routine", _routine),
    Screen("routine-long", _routine_long),
    Screen("body-map", _body_map),
    Screen("body-map-chosen", _body_map_chosen),
    Screen("body-map-long", _body_map_long),
    Screen("breaks", _breaks),
    Screen("breaks-empty", _breaks_empty),
    Screen("breaks-troubled", _breaks_troubled),
    Screen("breaks-off", _breaks_off),
    Screen("log", _log),
    Screen("log-empty", _log_empty),
    Screen("session", _session),
    Screen("session-long", _session_long),
    Screen("settings", _settings),
    Screen("settings-troubled", _settings_troubled),
)
"""The screens of the main window; `posture-app screens` adds the player's."""
