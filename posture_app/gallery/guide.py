"""The guide on the page Move: its list, and each page by itself."""

from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.pages import show_library
from posture_app.ui.main_window import MainWindow


def _window(context: DrawingContext) -> MainWindow:
    window = MainWindow(context.theme, context.still)
    show_library(window, context.library)
    window.show_part("guide")
    return window


def _first(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.show_guide_page(next(iter(context.library.guide)))
    return window


def _with_signs(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.show_guide_page(
        next(one.id for one in context.library.guide.values() if one.names_signs)
    )
    return window


def _desk(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.show_guide_page(
        max(context.library.guide.values(), key=lambda page: len(page.diagrams)).id
    )
    return window


GUIDE_SCREENS: Final = (
    Screen("guide", _window),
    Screen("guide-page", _first),
    Screen("guide-page-signs", _with_signs),
    Screen("guide-page-drawings", _desk),
)
