"""The program's icon: somebody sitting upright inside an arc of time."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPen, QPixmap

SIZES_PX: Final = (16, 22, 24, 32, 48, 64, 128, 256)
WINDOW_SIZES_PX: Final = (16, 24, 32, 48, 64)
NAME: Final = "posture-app"
GROUND: Final = "#1f8f79"
INK: Final = "#ffffff"
FAINT: Final = "#7fc4b6"
_UNIT: Final = 64.0
"""The icon is drawn on a square of so many units."""
_ALONE: Final = 1.1
"""How much larger the one who sits is without the icon's ground."""


def app_icon() -> QIcon:
    """The icon for the program's windows."""
    icon = QIcon()
    for size in WINDOW_SIZES_PX:
        icon.addPixmap(QPixmap.fromImage(icon_image(size)))
    return icon


def icon_image(size_px: int) -> QImage:
    """The icon as a picture of `size_px` by `size_px`."""
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, size_px)
    painter.end()
    return image


def paint_icon(painter: QPainter, size_px: float) -> None:
    """Draw the icon into the corner of a device, `size_px` wide and high."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size_px / _UNIT, size_px / _UNIT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(QRectF(2, 2, 60, 60), 14, 14)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(10, 10, 44, 44)
    painter.setPen(_pen(FAINT, 3.5))
    painter.drawEllipse(ring)
    painter.setPen(_pen(INK, 4.5))
    painter.drawArc(ring, 90 * 16, -250 * 16)
    _paint_seated(painter, INK, 5)


def write_icons(folder: Path) -> None:
    """Put the icon into an icon theme's folder, at every size and as a drawing.

    Raises:
        OSError: It cannot be written.
    """
    for size in SIZES_PX:
        place = folder / f"{size}x{size}" / "apps" / f"{NAME}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        if not icon_image(size).save(str(place)):
            raise OSError(0, "the picture cannot be written", str(place))
    place = folder / "scalable" / "apps" / f"{NAME}.svg"
    place.parent.mkdir(parents=True, exist_ok=True)
    _write_drawing(place)


def _write_drawing(place: Path) -> None:
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - seldom needed

    drawing = QSvgGenerator()
    drawing.setFileName(str(place))
    drawing.setSize(QSize(round(_UNIT), round(_UNIT)))
    drawing.setViewBox(QRectF(0, 0, _UNIT, _UNIT))
    drawing.setTitle("Posture App")
    painter = QPainter(drawing)
    paint_icon(painter, _UNIT)
    if not painter.end() or not place.is_file():
        raise OSError(0, "the drawing cannot be written", str(place))


def paint_seated(painter: QPainter, colour: str, size_px: float) -> None:
    """Draw the one who sits upright alone, where the icon of this size has them, and larger."""
    painter.save()
    painter.translate(size_px / 2, size_px / 2)
    scale = _ALONE * size_px / _UNIT
    painter.scale(scale, scale)
    painter.translate(-_UNIT / 2, -_UNIT / 2)
    _paint_seated(painter, colour, 5.5)
    painter.restore()


def _paint_seated(painter: QPainter, colour: str, width: float) -> None:
    painter.setPen(_pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_seated())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(29.5, 21.5), 4.6, 4.6)


def _seated() -> QPainterPath:
    """Neck, back, thigh and shin of somebody who sits and looks to the right."""
    path = QPainterPath(QPointF(29.0, 28.5))
    path.cubicTo(QPointF(26.2, 33.0), QPointF(28.4, 36.5), QPointF(27.2, 41.5))
    path.lineTo(QPointF(37.0, 41.5))
    path.lineTo(QPointF(37.0, 47.0))
    return path


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
