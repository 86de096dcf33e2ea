"""The icon in the panel: every state at the sizes of panels, light and dark, and its menu."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from posture_app.gallery import samples
from posture_app.gallery.drawing import DrawingContext
from posture_app.ui.tray import STEPS, Tray, TraySnapshot, tooltip, tray_icon
from posture_app.words.catalogue import _

_SIZES_PX: Final = (16, 22, 32)
_PANELS: Final = ("#f2f2f2", "#1b1b1b")
_COLUMNS: Final = 3
"""Of menus."""


class PanelIcons(QWidget):
    """A row for each state: the icon on panels of both kinds, and its tooltip; below, the menus."""

    def __init__(self, context: DrawingContext) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setColumnStretch(1, 1)
        shown = _states()
        for row, one in enumerate(shown):
            icons = QLabel(self)
            icons.setPixmap(_on_panels(one))
            grid.addWidget(icons, row, 0)
            words = context.make.label(tooltip(one), "body", wrap=False, parent=self)
            grid.addWidget(words, row, 1, 1, _COLUMNS)
        for place, one in enumerate(shown):
            menu = QLabel(self)
            menu.setPixmap(_menu(one))
            where = len(shown) + place // _COLUMNS, place % _COLUMNS
            grid.addWidget(menu, *where, Qt.AlignmentFlag.AlignTop)


def _states() -> Sequence[TraySnapshot]:
    kinds = (("micro", _("Micro-break")), ("movement", _("Movement break")))
    named = partial(TraySnapshot, next_name=_("Micro-break"), kinds=kinds)
    return (
        named(state="counting", next_in_s=1200, every_s=1800),
        named(state="counting", next_in_s=1200, every_s=1800, routine=samples.LONG),
        named(state="away"),
        named(state="notice", next_in_s=12, every_s=20, can_snooze=True, can_skip=True),
        named(state="break", next_in_s=40, every_s=60, can_snooze=True, can_skip=True),
        named(state="held"),
        named(state="meeting", until=datetime(2026, 3, 2, 14, 30, tzinfo=UTC)),
        named(state="paused"),
        named(state="off"),
    )


def _on_panels(shown: TraySnapshot) -> QPixmap:
    gap = 6
    height = max(_SIZES_PX) + 2 * gap
    width = sum(_SIZES_PX) + gap * (len(_SIZES_PX) + 1)
    picture = QPixmap(width * len(_PANELS), height)
    painter = QPainter(picture)
    icon = tray_icon(shown.state, round(shown.share * STEPS))
    for number, ground in enumerate(_PANELS):
        left = number * width
        painter.fillRect(left, 0, width, height, QColor(ground))
        left += gap
        for size in _SIZES_PX:
            painter.drawPixmap(left, (height - size) // 2, icon.pixmap(QSize(size, size)))
            left += size + gap
    painter.end()
    return picture


def _menu(shown: TraySnapshot) -> QPixmap:
    tray = Tray()
    tray.show_snapshot(shown)
    tray.menu.ensurePolished()
    tray.menu.resize(tray.menu.sizeHint())
    picture = tray.menu.grab()
    tray.menu.deleteLater()
    tray.deleteLater()
    return picture
