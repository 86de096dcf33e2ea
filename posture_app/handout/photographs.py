"""Photographs of exercises on paper and in the page for a telephone, where the figure would be."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from posture_app.desktop.picture_file import encoded, made_smaller
from posture_app.handout.plan_blocks import PlacedPictures
from posture_app.handout.strips import INK, POINT, font, write_centred
from posture_app.library.model import Exercise
from posture_app.ui.widgets.exercise_picture import draw_images, exercise_images
from posture_app.words.plan_sheet import end_picture, start_picture

PHONE_PX: Final = 440
"""Of the longer edge: half a telephone's width, as sharp as its screen shows it."""
_QUALITY: Final = 65


def painted_photographs(images: Sequence[QImage], size: int) -> PlacedPictures:
    """Photographs, with what they show below them.

    Args:
        images: The start first; one alone has no words.
        size: Of the words.
    """
    names = (start_picture(), end_picture()) if len(images) > 1 else ("",)
    face, label, gap = font(size), size * 1.4, 6 * POINT

    def each(width: float) -> float:
        return (width - gap * (len(images) - 1)) / len(images)

    def scale(width: float, height: float) -> float:
        place = QSizeF(each(width), height - label - 4 * POINT)
        whole = QSizeF(images[0].size())
        return whole.scaled(place, Qt.AspectRatioMode.KeepAspectRatio).width() / whole.width()

    def used(_width: float, height: float) -> float:
        return height

    def paint(painter: QPainter, width: float, height: float) -> None:
        wide = each(width)
        for number, (name, image) in enumerate(zip(names, images, strict=True)):
            box = QRectF((wide + gap) * number, 0, wide, height - label - 4 * POINT)
            draw_images(painter, box, [image])
            write_centred(painter, name, box.center().x(), box.bottom() + POINT, face, INK)

    return PlacedPictures(paint, scale, used)


def photographs_as_text(exercise: Exercise) -> list[str]:
    """The pictures of an exercise as `data:` texts, small enough for a telephone."""
    return [_as_text(one) for one in exercise_images(exercise)]


def _as_text(image: QImage) -> str:
    content = encoded(made_smaller(image, PHONE_PX), "JPEG", _QUALITY)
    return f"data:image/jpeg;base64,{b64encode(content).decode()}"
