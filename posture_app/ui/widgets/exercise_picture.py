"""Photographs of an exercise, which stand where the figure would."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from posture_app.library.model import Exercise
from posture_app.library.pictures import named, picture_content
from posture_app.ui.theme import tokens

_GAP: Final = 8


def shows_pictures(exercise: Exercise) -> bool:
    """Whether an exercise is shown by its pictures and not by the figure."""
    return exercise.motion is None and bool(named(exercise.pictures))


@lru_cache(maxsize=32)
def picture_image(where: str) -> QImage:
    """A loaded exercise's picture; a null image where it is not there any more or is damaged."""
    content = picture_content(where)  # bounded before it is decoded
    return QImage() if content is None else QImage.fromData(content)


def exercise_images(exercise: Exercise) -> list[QImage]:
    """The pictures that an exercise is shown by, the start first; none where the figure is."""
    if not shows_pictures(exercise):
        return []
    found = (picture_image(where) for where in named(exercise.pictures).values())
    return [one for one in found if not one.isNull()]


def draw_images(painter: QPainter, room: QRectF, images: list[QImage]) -> None:
    """Draw pictures side by side, or one above the other where that leaves them larger."""
    painter.setRenderHints(
        QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
    )
    across = [_places(room, len(images), is_row=is_row) for is_row in (True, False)]
    places = max(across, key=lambda one: _shown_px(one, images))
    for place, image in zip(places, images, strict=True):
        size = QSizeF(image.size()).scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(
            place.center().x() - size.width() / 2,
            place.center().y() - size.height() / 2,
            size.width(),
            size.height(),
        )
        painter.save()
        corners = QPainterPath()
        radius = min(tokens.RADIUS_S, size.height() / 8)
        corners.addRoundedRect(target, radius, radius)
        painter.setClipPath(corners)
        painter.drawImage(target, image)
        painter.restore()


def _places(room: QRectF, count: int, *, is_row: bool) -> list[QRectF]:
    gap = _GAP * (count - 1)
    if is_row:
        width = (room.width() - gap) / count
        return [
            QRectF(room.x() + at * (width + _GAP), room.y(), width, room.height())
            for at in range(count)
        ]
    height = (room.height() - gap) / count
    return [
        QRectF(room.x(), room.y() + at * (height + _GAP), room.width(), height)
        for at in range(count)
    ]


def _shown_px(places: list[QRectF], images: list[QImage]) -> float:
    sizes = (
        QSizeF(image.size()).scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        for place, image in zip(places, images, strict=True)
    )
    return sum(one.width() * one.height() for one in sizes)
