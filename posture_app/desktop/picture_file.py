"""Takes a picture that a person chose: scaled, without metadata, and small enough to hand on."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from posture_app.errors import FailedError, sentence
from posture_app.library.pictures import MAX_PX

MAX_FILE_BYTES: Final = 60_000_000
MAX_FILE_PX: Final = 20_000
"""Of one edge: larger ones would take the memory of the machine to be looked at."""
_FORMATS: Final = frozenset({"jpeg", "jpg", "png", "webp", "bmp", "tiff", "tif", "heic", "heif"})
_PX_BYTES: Final = 4
"""Of an image in memory."""
_QUALITIES: Final = (85, 75, 65, 55, 45)
_SIZES: Final = (MAX_PX, 900, 640, 320)
"""A picture so full of detail that it is too large at the worst quality is made smaller."""
_WANTED_BYTES: Final = 110_000
"""Twelve exercises of two pictures each fit into a plan (`journal.received.LONGEST_PLAN`)."""


def taken_picture(path: Path) -> bytes:
    """A picture as it is kept: at most `MAX_PX` on its longer edge, upright, nothing but colours.

    Where it was taken, when and by what camera is not in it any more.

    Raises:
        FailedError: It is no picture, or too large.
    """
    image, kind = _read(path)
    plain = _plain(image)
    if kind == "png":
        content = encoded(plain, "PNG")
        if len(content) <= _WANTED_BYTES:
            return content
    return _as_small_jpeg(plain)


def _read(path: Path) -> tuple[QImage, str]:
    """A picture, upright, and its format."""
    unreadable = FailedError(
        sentence("{file} is no picture that can be read: choose a JPEG or PNG.", file=path.name)
    )
    if not path.is_file():
        raise unreadable  # a pipe that nobody writes into would be waited for without an end
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    kind = bytes(reader.format().data()).decode("ascii", "replace")
    size = reader.size()
    if kind not in _FORMATS or not reader.canRead():
        raise unreadable
    if path.stat().st_size > MAX_FILE_BYTES or max(size.width(), size.height()) > MAX_FILE_PX:
        raise FailedError(sentence("{file} is too large a picture.", file=path.name))
    if size.isValid() and max(size.width(), size.height()) > MAX_PX:
        reader.setScaledSize(size.scaled(_BOX, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        if size.width() * size.height() * _PX_BYTES > QImageReader.allocationLimit() << 20:
            raise FailedError(sentence("{file} is too large a picture.", file=path.name))
        raise FailedError(sentence("{file} is damaged and cannot be read.", file=path.name))
    return image, kind


def _as_small_jpeg(plain: QImage) -> bytes:
    content = b""
    for px in _SIZES:
        smaller = made_smaller(plain, px)
        for quality in _QUALITIES:
            content = encoded(smaller, "JPEG", quality)
            if len(content) <= _WANTED_BYTES:
                return content
    return content


def made_smaller(image: QImage, most_px: int) -> QImage:
    """An image whose longer edge has at most so many pixels; a smaller one is as it was."""
    if max(image.width(), image.height()) <= most_px:
        return image
    return image.scaled(
        most_px,
        most_px,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def encoded(image: QImage, kind: str, quality: int = -1) -> bytes:
    """An image as a file has it.

    Args:
        image: The image.
        kind: `JPEG` or `PNG`.
        quality: From 0 to 100; -1 is what Qt takes by itself.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind, quality)  # type: ignore[call-overload] # the stub wants bytes as the kind
    return bytes(buffer.data().data())


_BOX: Final = QSize(MAX_PX, MAX_PX)


def _plain(image: QImage) -> QImage:
    """The colours of an image, on white, in an image that has nothing else of it."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    image = made_smaller(image, MAX_PX)
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    image.setDevicePixelRatio(1.0)
    painter.drawImage(0, 0, image)
    painter.end()
    return plain
