"""Pictures of the figure as they were looked at last, so that a change of the drawing is seen.

They hold no text. Another machine's rounding moves an edge by a part of a pixel at most: pictures
are compared at half their size, where that is less than `_EDGE` of 255, and a patch of another
colour, a line more or less, or a limb somewhere else is more in many places. After a change that is
meant, look at the new ones: `python -m tests.ui.test_figure_golden` makes them anew.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from posture_app.body.motion import position_motion
from posture_app.ui.figure.palette import DARK, LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import scene_of_motion
from posture_app.ui.theme import tokens

FOLDER = Path(__file__).parent / "golden"
SIZE = 240
_EDGE = 40
_FEW = 0.004
"""The share of pixels that may differ by more."""

STANDING = position_motion("standing")
PICTURES = {
    "front": (STANDING, 0.0, LIGHT),
    "back": (replace(STANDING, works=("middle trapezius", "gluteus maximus")), 180.0, LIGHT),
    "sitting": (replace(position_motion("sitting"), lengthens=("hamstrings",)), 0.0, LIGHT),
    "dark": (position_motion("quadruped"), 0.0, DARK),
    "head": (
        replace(STANDING, camera=replace(STANDING.camera, look_at="head_and_shoulders")),
        -35.0,
        LIGHT,
    ),
}


def picture(name):
    motion, yaw, palette = PICTURES[name]
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.DARK.canvas if palette is DARK else tokens.LIGHT.canvas))
    painter = QPainter(image)
    place = QRectF(0, 0, SIZE, SIZE)
    paint_still(
        painter, place, scene_of_motion(motion), palette, arrows=False, turned_deg=(yaw, 0.0)
    )
    painter.end()
    return image


def halved(image):
    smooth = Qt.TransformationMode.SmoothTransformation
    keep = Qt.AspectRatioMode.IgnoreAspectRatio
    small = image.scaled(SIZE // 2, SIZE // 2, keep, smooth)
    return small.convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_it_was_looked_at(qapp, name, tmp_path):
    then = QImage(str(FOLDER / f"{name}.png"))
    assert not then.isNull()
    now = picture(name)
    # A view of an image's bytes does not keep the image.
    one, other = halved(now), halved(then)
    pairs = zip(one.constBits(), other.constBits(), strict=True)
    off = {number // 4 for number, (a, b) in enumerate(pairs) if abs(a - b) > _EDGE}
    if len(off) > _FEW * (SIZE // 2) ** 2:
        now.save(str(tmp_path / f"{name}.png"))
        pytest.fail(f"{len(off)} pixels differ: see {tmp_path / name}.png")


def make_anew():
    """Write the pictures as they are now."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        picture(name).save(str(FOLDER / f"{name}.png"))
    del application


if __name__ == "__main__":
    make_anew()
