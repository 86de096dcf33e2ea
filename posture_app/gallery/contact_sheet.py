"""All motions of a library in one picture: start, middle and end, from two cameras, with names."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from posture_app.library.model import Exercise, Library
from posture_app.library.motion import Motion
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.theme import fonts

_CELL: Final = 170
_HEAD: Final = 26
_SHARES: Final = (0.0, 0.5, 1.0)
_COLUMNS: Final = 2
_SECOND_CAMERA_DEG: Final = 65.0
"""How far the second camera stands aside from the motion's own."""
_LYING: Final = ("supine", "hook_lying", "prone", "prone_on_elbows", "side_lying")
_FROM_ABOVE_DEG: Final = (30.0, 55.0)
"""Who lies is seen from above instead: from the feet, thighs would hide the rest."""


def contact_sheet(out_path: Path, library: Library) -> None:
    """Draw every exercise of the library to one PNG; a `QGuiApplication` must be there.

    Raises:
        OSError: The file cannot be written.
    """
    exercises = list(library.exercises.values())
    rows = -(-len(exercises) // _COLUMNS)
    width, height = _CELL * len(_SHARES) * 2, _CELL + _HEAD
    image = QImage(
        max(1, _COLUMNS * width), max(1, rows * height), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(QColor("#f7f6f2"))
    painter = QPainter(image)
    for index, exercise in enumerate(exercises):
        x, y = width * (index % _COLUMNS), height * (index // _COLUMNS)
        _entry(painter, QRectF(x, y, width, height), exercise)
    painter.end()
    if not image.save(str(out_path)):
        raise OSError(f"{out_path} cannot be written")


def _entry(painter: QPainter, rect: QRectF, exercise: Exercise) -> None:
    fonts.register()
    font = QFont(fonts.FAMILY)
    font.setPixelSize(14)
    painter.setFont(font)
    painter.setPen(QColor("#1b2321"))
    note = "" if exercise.motion else " (start position only)"
    painter.drawText(rect.adjusted(8, 5, -8, 0), Qt.AlignmentFlag.AlignLeft, f"{exercise.id}{note}")
    scene = scene_of(exercise)
    for column, (turn, share) in enumerate(
        (turn, share) for turn in ((0.0, 0.0), _second(scene.motion)) for share in _SHARES
    ):
        cell = QRectF(rect.x() + column * _CELL, rect.y() + _HEAD, _CELL, _CELL)
        paint_still(
            painter,
            cell.adjusted(3, 3, -3, -3),
            scene,
            LIGHT,
            share=share,
            arrows=share == 1,
            turned_deg=turn,
        )
    painter.setPen(QColor("#d8d5cc"))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))


def _second(motion: Motion) -> tuple[float, float]:
    """Yaw and pitch from the motion's own camera to the second one."""
    camera = motion.camera
    aside, above = _SECOND_CAMERA_DEG, 0.0
    if motion.start in _LYING:
        aside, pitch = _FROM_ABOVE_DEG
        above = max(0.0, pitch - camera.pitch_deg)
    return (-aside if camera.yaw_deg > 45 else aside), above
