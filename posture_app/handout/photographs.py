"""Photographs of exercises on paper and in the page for a telephone, where the figure would be."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from posture_app.library.model import Exercise
from posture_app.ui.widgets.exercise_picture import draw_images, exercise_images

PHONE_PX: Final = 440
"""Of the longer edge: half a telephone's width, as sharp as its screen shows it."""
_QUALITY: Final = 65


def painted_photographs(
    images: Sequence[QImage],
) -> Callable[[QPainter, float, float], None]:
    """Draws photographs into a width and a height, the start first."""

    def paint(painter: QPainter, width: float, height: float) -> None:
        draw_images(painter, QRectF(0, 0, width, height), list(images))

    return paint


def photographs_as_text(exercise: Exercise) -> list[str]:
    """The pictures of an exercise as `data:` texts, small enough for a telephone."""
    return [_as_text(one) for one in exercise_images(exercise)]


def _as_text(image: QImage) -> str:
    if max(image.width(), image.height()) > PHONE_PX:
        image = image.scaled(
            PHONE_PX,
            PHONE_PX,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload] # the stub wants bytes
    return f"data:image/jpeg;base64,{b64encode(bytes(buffer.data().data())).decode()}"
