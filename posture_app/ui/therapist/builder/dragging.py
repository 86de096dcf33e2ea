"""What is dragged from the library into a plan and within it, as data of the program's own kind."""

import json
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.paint import rounded

EXERCISES: Final = "application/x-posture-app-exercises"
ROUTINES: Final = "application/x-posture-app-routines"
ROWS: Final = "application/x-posture-app-plan-rows"


def dragged(kind: str, told: Sequence[Sequence[str] | str]) -> QMimeData:
    """What is taken along."""
    data = QMimeData()
    data.setData(kind, json.dumps(list(told)).encode())
    return data


def read(data: QMimeData, kind: str) -> list[object]:
    """What was taken along; empty where it is something else, which may come from anywhere."""
    if not data.hasFormat(kind):
        return []
    try:
        told = json.loads(bytes(data.data(kind).data()))
    except ValueError:
        return []
    return told if isinstance(told, list) else []


def drag(source: QWidget, theme: Theme, data: QMimeData, words: str) -> None:
    """Let the pointer take data along, with words that tell what it is, until it is let go."""
    dragged = QDrag(source)
    dragged.setMimeData(data)
    dragged.setPixmap(_label(source, theme, words))
    dragged.setHotSpot(QPoint(-theme.px(12), -theme.px(8)))
    actions = Qt.DropAction
    dragged.exec(actions.CopyAction | actions.MoveAction, actions.MoveAction)


def _label(source: QWidget, theme: Theme, words: str) -> QPixmap:
    font, ratio = theme.font("small_strong"), source.devicePixelRatioF()
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, theme.px(260))
    width, height = metrics.horizontalAdvance(shown) + theme.px(24), theme.px(34)
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    place = picture.rect()
    place.setSize(place.size() / ratio)
    rounded(painter, place.toRectF(), height / 2, theme.colour("accent"))
    painter.setFont(font)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
    painter.end()
    return picture
