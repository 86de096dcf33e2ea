"""The guide on the page Move: its list, and each page by itself."""

from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.pages import show_library
from posture_app.ui.main_window import MainWindow


def _window(stage: DrawingContext) -> MainWindow:
    window = MainWindow(stage.theme, stage.still)
    show_library(window, stage.library)
    window.show_part("guide")
    return window


def _first(stage: DrawingContext) -> QWidget:
    window = _window(stage)
    window.show_guide_page(next(iter(stage.library.guide)))
    return window


def _with_signs(stage: DrawingContext) -> QWidget:
    window = _window(stage)
    window.show_guide_page(next(one.id for one in stage.library.guide.values() if one.names_signs))
    return window


def _desk(stage: DrawingContext) -> QWidget:
    window = _window(stage)
    window.show_guide_page(
        max(stage.library.guide.values(), key=lambda page: len(page.diagrams)).id
    )
    return window


GUIDE_SCREENS: Final = (
    Screen("guide", _window),
    Screen("guide-page", _first),
    Screen("guide-page-signs", _with_signs),
    Screen("guide-page-drawings", _desk),
)
