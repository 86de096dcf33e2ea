"""A close-up fades out before its frame: neither the body nor a prop has a cut edge there."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from posture_app.ui.figure.layers import grid_of, layer_of, makes_pixels
from posture_app.ui.figure.view import FrameSide

_SEEN: Final = (
    np.array((0.0, 0.1, 0.25, 0.5, 0.75, 1.0)),
    np.array((0.0, 0.03, 0.25, 0.72, 0.95, 1.0)),
)
"""Shares of the way, from the frame inwards, and how much is seen there."""
PRINT_STEPS: Final = 28
"""As vectors a gradient that one looks through takes as much room as the whole figure: a close-up
fades out in so many steps there, of which none is seen in print: each takes as much of it away."""
SCREEN_STEPS: Final = 20
"""The same for a page that a browser shows: it rounds at each of them, and more would be seen."""
_PAPER: Final = "#ffffff"


def paint_faded(
    painter: QPainter,
    frame: QRectF,
    sides: Mapping[FrameSide, float],
    paint: Callable[[QPainter], None],
    ground: str = _PAPER,
    steps: int = PRINT_STEPS,
) -> None:
    """Paint what fades out before its frame.

    Args:
        painter: Where to; where it makes vectors, its pen and brush change.
        frame: The picture's place.
        sides: Where it fades out, and along which share of the width or the height. Without any it
            is only painted.
        paint: Paints the picture.
        ground: The colour, `#rrggbb`, into which vectors fade.
        steps: In how many steps they do.
    """
    grid = grid_of(painter) if sides else None
    if grid is None:
        paint(painter)
        if sides and not makes_pixels(painter):
            _veil(painter, frame, sides, QColor(ground), steps)
        return

    layer = layer_of(grid, frame, paint)
    _fade_out(layer.image, sides)
    layer.lay(painter)


def _fade_out(image: QImage, sides: Mapping[FrameSide, float]) -> None:
    """Take the more of an image the nearer it is to its edges; Qt's gradients wait for threads."""
    rows = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), -1)
    for side, share in sides.items():
        across = side in {"left", "right"}
        count = max(1, round(share * (image.width() if across else image.height())))
        seen = (256 * _seen_at((np.arange(count) + 0.5) / count)).astype(np.uint16)
        if side in {"right", "bottom"}:
            seen = seen[::-1]
        # A factor for each byte of a row, or one for all of it: numpy is slow at many short runs.
        factors = np.repeat(seen, 4) if across else seen[:, None]
        nearest = slice(len(factors)) if side in {"left", "top"} else slice(-len(factors), None)
        edge = rows[:, nearest] if across else rows[nearest]
        edge[...] = edge * factors >> 8


def _edge(frame: QRectF, side: FrameSide, share: float) -> QRectF:
    """Along one side of a frame, such a share of its width or height."""
    edge, rest = QRectF(frame), 1 - share
    if side == "left":
        edge.setWidth(share * frame.width())
    elif side == "right":
        edge.setLeft(frame.left() + rest * frame.width())
    elif side == "top":
        edge.setHeight(share * frame.height())
    else:
        edge.setTop(frame.top() + rest * frame.height())
    return edge


def _veil(
    painter: QPainter,
    frame: QRectF,
    sides: Mapping[FrameSide, float],
    ground: QColor,
    steps: int,
) -> None:
    """The ground over the edges, step upon step, so that there are no seams between them."""
    painter.setPen(Qt.PenStyle.NoPen)
    ends = np.interp(np.linspace(0, 1, steps + 1), *_SEEN[::-1])
    for step in range(steps, 0, -1):
        ground.setAlphaF(1 / step)
        # As a path, which pages for a telephone show too.
        edges = QPainterPath()
        edges.setFillRule(Qt.FillRule.WindingFill)
        for side, share in sides.items():
            edges.addRect(_edge(frame, side, share * float(ends[step])))
        painter.setBrush(ground)
        painter.drawPath(edges)


def _seen_at(ways: ArrayLike) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.interp(np.asarray(ways, np.float64), *_SEEN)
    return found
