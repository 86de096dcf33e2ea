"""Takes a picture that a person chose: scaled, without metadata, and small enough to hand on."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from posture_app.errors import FailedError, sentence
from posture_app.library.pictures import MAX_BYTES, MAX_PX

MAX_FILE_BYTES: Final = 60_000_000
MAX_FILE_PX: Final = 20_000
"""Of one edge: larger ones would take the memory of the machine to be looked at."""
_FORMATS: Final = frozenset({"jpeg", "jpg", "png", "webp", "bmp", "tiff", "tif", "heic", "heif"})
_QUALITIES: Final = (85, 75, 65, 50, 35)


def taken_picture(path: Path) -> bytes:
    """A picture as it is kept: at most `MAX_PX` on its longer edge, upright, nothing but colours.

    Where it was taken, when and by what camera is not in it any more.

    Raises:
        FailedError: It is no picture, or too large.
    """
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    kind = bytes(reader.format().data()).decode("ascii", "replace")
    size = reader.size()
    if not path.is_file() or kind not in _FORMATS or not reader.canRead():
        raise FailedError(
            sentence("{file} is no picture that can be read: choose a JPEG or PNG.", file=path.name)
        )
    if path.stat().st_size > MAX_FILE_BYTES or max(size.width(), size.height()) > MAX_FILE_PX:
        raise FailedError(sentence("{file} is too large a picture.", file=path.name))
    if size.isValid() and max(size.width(), size.height()) > MAX_PX:
        reader.setScaledSize(size.scaled(_BOX, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise FailedError(sentence("{file} is damaged and cannot be read.", file=path.name))
    plain = _plain(image)
    if kind == "png":
        content = _encoded(plain, "PNG", -1)
        if len(content) <= MAX_BYTES:
            return content
    for quality in _QUALITIES:
        content = _encoded(plain, "JPEG", quality)
        if len(content) <= MAX_BYTES:
            return content
    raise FailedError(sentence("{file} is too large a picture.", file=path.name))


_BOX: Final = QSize(MAX_PX, MAX_PX)


def _plain(image: QImage) -> QImage:
    """The colours of an image, on white, in an image that has nothing else of it."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    if max(image.width(), image.height()) > MAX_PX:
        image = image.scaled(
            _BOX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    image.setDevicePixelRatio(1.0)
    painter.drawImage(0, 0, image)
    painter.end()
    return plain


def _encoded(image: QImage, kind: str, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind, quality)  # type: ignore[call-overload] # the stub wants bytes as the kind
    return bytes(buffer.data().data())
