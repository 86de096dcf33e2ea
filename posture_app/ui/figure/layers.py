"""Parts of a picture that are painted into an image first, where that is faster.

Qt's raster engine hands an antialiased translucent fill of some size to threads and waits for
them, which costs ten times the fill itself. Into an empty image a translucent colour can be
written as it is (`CompositionMode_Source`), and an image is laid over the picture without threads.
What stands still need not be painted again in every frame either: to lay an image over costs a
tenth of what is painted in it. Where vectors are made (PDF, SVG), there are no layers: everything
is painted at once.
"""

from collections.abc import Callable
from math import ceil, floor
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPainterPath, QTransform

from posture_app.dataclass import dataclass

_FORMAT: Final = QImage.Format.Format_ARGB32_Premultiplied
_OPAQUE: Final = 255


@dataclass(frozen=True, slots=True)
class Grid:
    """The pixels under a painter: so many for a unit, and where its origin lies among them."""

    ratio: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layer:
    """An image, where its top left corner belongs in the painter's units, and for which pixels.

    It may hold several pictures for the same place, one below the other, each as high as `rows`.
    """

    image: QImage
    at: QPointF
    grid: Grid
    rows: int

    def lay(self, painter: QPainter, number: int = 0) -> None:
        """Put it, or one of its pictures, over what is painted there."""
        source = QRectF(0, number * self.rows, self.image.width(), self.rows)
        painter.drawImage(self.at, self.image, source)


def grid_of(painter: QPainter) -> Grid | None:
    """The painter's pixels, or None where it makes vectors or its picture is turned or warped."""
    if not makes_pixels(painter):
        return None
    to_pixels = painter.deviceTransform()
    ratio = to_pixels.m11()
    if to_pixels.isRotating():  # or more than that
        return None
    if ratio <= 0 or ratio != to_pixels.m22():
        return None
    return Grid(ratio, to_pixels.dx(), to_pixels.dy())


def layer_of(grid: Grid, box: QRectF, *paints: Callable[[QPainter], None]) -> Layer:
    """Paint into an image.

    Args:
        grid: The pixels of the painter that the layer is for.
        box: What it has to hold, in that painter's units.
        paints: Each paints a picture, in the same units; antialiasing is on, and there is no pen.
    """
    ratio = grid.ratio
    left, top = floor(box.left() * ratio + grid.x), floor(box.top() * ratio + grid.y)
    right, bottom = ceil(box.right() * ratio + grid.x), ceil(box.bottom() * ratio + grid.y)
    wide, rows = max(1, right - left), max(1, bottom - top)
    image = QImage(wide, len(paints) * rows, _FORMAT)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for number, paint in enumerate(paints):
        if len(paints) > 1:
            painter.setClipRect(0, number * rows, wide, rows)
        down = number * rows + grid.y - top
        painter.setTransform(QTransform(ratio, 0, 0, ratio, grid.x - left, down))
        paint(painter)
        painter.resetTransform()
    painter.end()
    image.setDevicePixelRatio(ratio)
    return Layer(image, QPointF((left - grid.x) / ratio, (top - grid.y) / ratio), grid, rows)


def fill(painter: QPainter, path: QPainterPath, colour: QColor) -> None:
    """Fill a path as `QPainter.fillPath` does, what is translucent without threads.

    Args:
        painter: Where to; antialiasing is on.
        path: What to fill.
        colour: What with.
    """
    if colour.alpha() == _OPAQUE or not makes_pixels(painter):
        painter.fillPath(path, colour)
        return
    to_pixels = painter.deviceTransform()
    box = to_pixels.mapRect(path.controlPointRect()).toAlignedRect()
    if box.isEmpty():
        return
    image = QImage(box.size(), _FORMAT)
    image.fill(Qt.GlobalColor.transparent)
    into = QPainter(image)
    into.setRenderHint(QPainter.RenderHint.Antialiasing)
    into.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    into.setTransform(to_pixels * QTransform.fromTranslate(-box.x(), -box.y()))
    into.fillPath(path, colour)
    into.end()
    world = painter.worldTransform()
    painter.setWorldTransform(QTransform())
    plain = painter.deviceTransform()
    ratio = plain.m11()
    image.setDevicePixelRatio(ratio)
    painter.drawImage(
        QPointF((box.x() - plain.dx()) / ratio, (box.y() - plain.dy()) / ratio), image
    )
    painter.setWorldTransform(world)


def makes_pixels(painter: QPainter) -> bool:
    """Whether what is painted becomes pixels at once; else it is written down as vectors."""
    engine = painter.paintEngine()
    return engine is not None and engine.type() is QPaintEngine.Type.Raster
