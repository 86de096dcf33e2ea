"""A page that has been drawn already."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter


class PicturePage:
    """A page of a document as a picture.

    Attributes:
        width, height: Its size in pixels.
    """

    def __init__(self, width: int, height: int, pixels: bytes) -> None:
        self.width, self.height = float(width), float(height)
        self._pixels = QByteArray(pixels)  # the image does not keep it alive
        self._image = QImage(
            self._pixels.data(), width, height, 4 * width, QImage.Format.Format_RGB32
        ).copy()

    def paint(self, painter: QPainter) -> None:
        """Draw it; the painter's origin is the paper's corner."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(0, 0, self._image, 0, 0, -1, -1, Qt.ImageConversionFlag.AutoColor)
