"""Texts that are painted and not labels; apart from shapes, which the first picture is made of."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption


def paint_lines(painter: QPainter, text: str, font: QFont, rect: QRectF, most: int) -> float:
    """Draw a text in at most so many lines, the last one elided; returns where it ends."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y, count = rect.top(), 0
    while count < most and (line := layout.createLine()).isValid():
        line.setLineWidth(rect.width())
        start, length = line.textStart(), line.textLength()
        count += 1
        shown = text[start : start + length].rstrip()
        if count == most:
            elide = Qt.TextElideMode.ElideRight
            shown = metrics.elidedText(text[start:], elide, int(rect.width()))
        painter.drawText(QPointF(rect.left(), y + metrics.ascent()), shown)
        y += metrics.height()
    layout.endLayout()
    return y
