"""Line icons, drawn here as strokes on a 24 by 24 grid and tinted when they are painted.

A drawing is a text of strokes in the manner of an SVG path, absolute only: `M x y` and `L x y`,
`C` with two control points, `Z`, and `O x y r` for a circle. `F` before a stroke fills it.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

GRID: Final = 24.0
STROKE: Final = 1.7

_DRAWINGS: Final[Mapping[str, str]] = {
    "today": "O 12 12 4.2 M 12 2.5 L 12 4.5 M 12 19.5 L 12 21.5 M 2.5 12 L 4.5 12"
    " M 19.5 12 L 21.5 12 M 5.3 5.3 L 6.7 6.7 M 17.3 17.3 L 18.7 18.7"
    " M 18.7 5.3 L 17.3 6.7 M 6.7 17.3 L 5.3 18.7",
    "exercises": "O 12 4.8 2.3 M 3.5 11 C 6.5 9.2 9.2 9 12 9 C 14.8 9 17.5 9.2 20.5 11"
    " M 12 9 L 12 14.5 M 12 14.5 L 8 21 M 12 14.5 L 16 21",
    "routines": "M 9 6 L 20.5 6 M 9 12 L 20.5 12 M 9 18 L 20.5 18"
    " O 4.6 6 1.3 O 4.6 12 1.3 O 4.6 18 1.3",
    "programmes": "M 3 20.5 L 8.5 20.5 L 8.5 15 L 14 15 L 14 9.5 L 19.5 9.5 L 19.5 3.5"
    " M 16 7 L 19.5 3.5 L 23 7",
    "guide": "M 12 6.5 C 9.5 4.7 6.5 4.2 3 4.5 L 3 18 C 6.5 17.7 9.5 18.2 12 20"
    " M 12 6.5 C 14.5 4.7 17.5 4.2 21 4.5 L 21 18 C 17.5 17.7 14.5 18.2 12 20 M 12 6.5 L 12 20",
    "log": "M 6 4.5 L 18 4.5 C 19.6 4.5 20.5 5.4 20.5 7 L 20.5 18 C 20.5 19.6 19.6 20.5 18 20.5"
    " L 6 20.5 C 4.4 20.5 3.5 19.6 3.5 18 L 3.5 7 C 3.5 5.4 4.4 4.5 6 4.5 Z"
    " M 3.5 9.5 L 20.5 9.5 M 8 2.5 L 8 6 M 16 2.5 L 16 6 M 8.5 15 L 11 17.3 L 15.8 12.6",
    "settings": "M 3.5 7 L 12.2 7 M 17.8 7 L 20.5 7 O 15 7 2.7"
    " M 3.5 17 L 6.2 17 M 11.8 17 L 20.5 17 O 9 17 2.7",
    "breaks": "M 4.5 9 L 16.5 9 L 16.5 14.5 C 16.5 17.5 14.5 19 11.8 19 L 9.2 19"
    " C 6.5 19 4.5 17.5 4.5 14.5 Z M 16.5 10.5 L 18 10.5 C 20.7 10.5 20.7 15 18 15 L 16.5 15"
    " M 8 3 L 8 5.8 M 12.8 3 L 12.8 5.8",
    "body": "O 12 4.6 2.3 M 7 9 C 10.3 8 13.7 8 17 9 L 15.7 15 L 15.2 21.5 M 8.3 15 L 7 9"
    " M 8.3 15 L 8.8 21.5 M 12 15.5 L 12 21.5",
    "patients": "O 9 7.5 3.2 M 2.8 20 C 2.8 15.6 5.4 13.4 9 13.4 C 12.6 13.4 15.2 15.6 15.2 20"
    " M 15 4.6 C 18.8 4.2 19.4 9.6 16 10.4 M 17.4 13.8 C 19.9 14.6 21.2 16.8 21.2 20",
    "plans": "M 7.5 4.5 L 5 4.5 L 5 20.8 L 19 20.8 L 19 4.5 L 16.5 4.5 M 8.5 3 L 15.5 3 L 15.5 6.5"
    " L 8.5 6.5 Z M 8.5 11.5 L 15.5 11.5 M 8.5 15.5 L 13 15.5",
    "lock": "M 5.5 10.8 L 18.5 10.8 L 18.5 20.5 L 5.5 20.5 Z M 8.3 10.8 L 8.3 7.5"
    " C 8.3 2.2 15.7 2.2 15.7 7.5 L 15.7 10.8 F O 12 15.4 1.2",
    "search": "O 10.5 10.5 6.3 M 15.2 15.2 L 20.5 20.5",
    "close": "M 6 6 L 18 18 M 18 6 L 6 18",
    "back": "M 20 12 L 4.5 12 M 10.5 6 L 4.5 12 L 10.5 18",
    "forward": "M 9 5.5 L 15.5 12 L 9 18.5",
    "backward": "M 15 5.5 L 8.5 12 L 15 18.5",
    "down": "M 6 9.5 L 12 15.5 L 18 9.5",
    "play": "F M 7.5 4.6 L 19.2 11.3 C 19.8 11.7 19.8 12.3 19.2 12.7 L 7.5 19.4"
    " C 6.9 19.7 6.5 19.4 6.5 18.8 L 6.5 5.2 C 6.5 4.6 6.9 4.3 7.5 4.6 Z",
    "pause": "F M 7 5 L 10.2 5 L 10.2 19 L 7 19 Z F M 13.8 5 L 17 5 L 17 19 L 13.8 19 Z",
    "skip": "F M 5.5 5 L 15.5 12 L 5.5 19 Z M 18.5 5 L 18.5 19",
    "skip_back": "F M 18.5 5 L 8.5 12 L 18.5 19 Z M 5.5 5 L 5.5 19",
    "more": "F O 5 12 1.5 F O 12 12 1.5 F O 19 12 1.5",
    "check": "M 4.5 12.8 L 9.5 17.8 L 19.5 6.8",
    "half": "O 12 12 8.6 F M 12 3.4 C 7.3 3.4 3.4 7.3 3.4 12 C 3.4 16.7 7.3 20.6 12 20.6 Z",
    "plus": "M 12 5 L 12 19 M 5 12 L 19 12",
    "dash": "M 5 12 L 19 12",
    "clock": "O 12 12 8.6 M 12 7 L 12 12.2 L 15.6 14.4",
    "place": "M 12 21.2 C 7.5 16.5 5.2 13 5.2 9.8 C 5.2 5.8 8.2 3 12 3 C 15.8 3 18.8 5.8 18.8 9.8"
    " C 18.8 13 16.5 16.5 12 21.2 Z O 12 9.8 2.4",
    "caution": "M 12 4 L 21 19.5 L 3 19.5 Z M 12 10 L 12 14 F O 12 16.8 0.6",
    "stop": "M 8.3 3.2 L 15.7 3.2 L 20.8 8.3 L 20.8 15.7 L 15.7 20.8 L 8.3 20.8 L 3.2 15.7"
    " L 3.2 8.3 Z M 12 7.8 L 12 12.8 F O 12 16 0.7",
    "info": "O 12 12 8.8 M 12 11 L 12 16.5 F O 12 7.8 0.7",
    "trash": "M 4 6.5 L 20 6.5 M 9 6.5 L 9 4 L 15 4 L 15 6.5 M 6 6.5 L 7 20.5 L 17 20.5 L 18 6.5"
    " M 10 10.5 L 10.3 16.8 M 14 10.5 L 13.7 16.8",
    "folder": "M 3.2 18 L 3.2 6 C 3.2 5.2 3.7 4.7 4.5 4.7 L 9.5 4.7 L 11.8 7.4 L 19.5 7.4"
    " C 20.3 7.4 20.8 7.9 20.8 8.7 L 20.8 18 C 20.8 18.8 20.3 19.3 19.5 19.3 L 4.5 19.3"
    " C 3.7 19.3 3.2 18.8 3.2 18 Z",
    "sound": "M 4 9.5 L 8 9.5 L 12.5 5.5 L 12.5 18.5 L 8 14.5 L 4 14.5 Z"
    " M 15.8 9 C 17.4 10.6 17.4 13.4 15.8 15 M 18.3 6.5 C 21.4 9.6 21.4 14.4 18.3 17.5",
    "file": "M 6 3.2 L 13.8 3.2 L 18.8 8.2 L 18.8 20.8 L 6 20.8 Z M 13.5 3.5 L 13.5 8.5 L 18.5 8.5",
    "breath": "M 3 9.5 L 13.5 9.5 C 17.5 9.5 17.5 4 14 4 C 12.6 4 11.8 4.8 11.6 5.8"
    " M 3 13.5 L 18 13.5 C 22 13.5 22 19.5 18 19.5 C 16.4 19.5 15.6 18.6 15.4 17.5"
    " M 3 17.5 L 11 17.5",
    "zoom_in": "O 10.5 10.5 6.3 M 15.2 15.2 L 20.5 20.5 M 7.7 10.5 L 13.3 10.5"
    " M 10.5 7.7 L 10.5 13.3",
    "zoom_out": "O 10.5 10.5 6.3 M 15.2 15.2 L 20.5 20.5 M 7.7 10.5 L 13.3 10.5",
    "zoom_all": "M 3 12 L 21 12 M 7 8 L 3 12 L 7 16 M 17 8 L 21 12 L 17 16",
    "table": "M 4 5 L 20 5 L 20 19 L 4 19 Z M 4 10 L 20 10 M 4 14.5 L 20 14.5 M 10 5 L 10 19",
    "undo": "M 8.5 4.5 L 4 9 L 8.5 13.5 M 4 9 L 14 9 C 17.6 9 20 11.2 20 14.2"
    " C 20 17.3 17.6 19.5 14 19.5 L 9 19.5",
    "redo": "M 15.5 4.5 L 20 9 L 15.5 13.5 M 20 9 L 10 9 C 6.4 9 4 11.2 4 14.2"
    " C 4 17.3 6.4 19.5 10 19.5 L 15 19.5",
    "target": "O 12 12 8.8 O 12 12 4.4 F O 12 12 0.9",
}


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(_DRAWINGS)


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw an icon into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID, rect.height() / GRID)
    pen = QPen(colour, STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for path, filled in _strokes(name):
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
    painter.restore()


@cache
def _strokes(name: str) -> tuple[tuple[QPainterPath, bool], ...]:
    return tuple(read_paths(_DRAWINGS[name]))


def read_paths(drawing: str) -> Iterator[tuple[QPainterPath, bool]]:
    """The paths of a drawing, and whether each is filled.

    Letters and numbers are as in SVG: M, L, C and Z with absolute places. Besides, O is a circle,
    and F has the next path filled.
    """
    words = drawing.split()
    path, filled, fill_next = QPainterPath(), False, False
    at = 0
    while at < len(words):
        command, at = words[at], at + 1
        count = {"M": 2, "L": 2, "C": 6, "O": 3, "Z": 0, "F": 0}[command]
        numbers = [float(word) for word in words[at : at + count]]
        at += count
        if command in {"M", "O"}:
            if not path.isEmpty():
                yield path, filled
            path, filled, fill_next = QPainterPath(), fill_next, False
        if command == "F":
            fill_next = True
        else:
            _add(path, command, numbers)
    yield path, filled


def _add(path: QPainterPath, command: str, numbers: list[float]) -> None:
    points = [QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
    if command == "M":
        path.moveTo(points[0])
    elif command == "L":
        path.lineTo(points[0])
    elif command == "C":
        path.cubicTo(*points)
    elif command == "O":
        path.addEllipse(points[0], numbers[2], numbers[2])
    else:
        path.closeSubpath()
