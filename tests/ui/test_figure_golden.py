"""Pictures of the figure as they were looked at last, so that a change of the drawing is seen.

They hold no text. Another machine's rounding moves an edge by a part of a pixel at most: pictures
are compared at half their size, where that is less than `_EDGE` of 255, and a patch of another
colour, a line more or less, or a limb somewhere else is more in many places. A shade that lies
elsewhere is less than that everywhere: it is seen at a sixth of their size, where an edge that is
off by a quarter of a pixel has all but gone. After a change that is meant, look at the new ones:
`python -m tests.ui.test_figure_golden` makes them anew.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from posture_app.body.motion import position_motion
from posture_app.library.files import load
from posture_app.library.motion import Motion
from posture_app.preferences import USUAL_FIGURE, FigureAppearance
from posture_app.ui.figure.palette import DARK, LIGHT, FigurePalette
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import scene_of_motion
from posture_app.ui.theme import tokens
from tests.there import there
from tests.ui.colours import colours_of

FOLDER = Path(__file__).parent / "golden"
SIZE = 240
_EDGE, _FEW = 40, 0.004
"""At half their size: the share of pixels that may differ by more."""
_TONE, _SOME = 12, 0.005
"""And at a sixth of it."""


class Shown(NamedTuple):
    """What is drawn, how it is turned, and in which colours."""

    motion: Motion
    yaw_deg: float = 0.0
    palette: FigurePalette = LIGHT
    appearance: FigureAppearance = USUAL_FIGURE
    arrows: bool = False


STANDING = position_motion("standing")
EXERCISES = load().library.exercises
PICTURES = {
    "front": Shown(STANDING),
    "back": Shown(replace(STANDING, works=("middle trapezius", "gluteus maximus")), 180.0),
    "sitting": Shown(replace(position_motion("sitting"), lengthens=("hamstrings",))),
    "dark": Shown(position_motion("quadruped"), palette=DARK),
    "head": Shown(
        replace(STANDING, camera=replace(STANDING.camera, look_at="head_and_shoulders")), -35.0
    ),
    "broad": Shown(
        replace(
            position_motion("half_kneeling"),
            works=("gluteus maximus",),
            lengthens=("iliopsoas", "rectus femoris"),
        ),
        palette=DARK,
        appearance=FigureAppearance("broad", "dark"),
    ),
    "band": Shown(there(EXERCISES["band-lateral-raise"].motion), arrows=True),
    "hands": Shown(there(EXERCISES["suboccipital-stretch"].motion), arrows=True),
}


def picture(name):
    shown = PICTURES[name]
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.DARK.canvas if shown.palette is DARK else tokens.LIGHT.canvas))
    painter = QPainter(image)
    place = QRectF(0, 0, SIZE, SIZE)
    paint_still(
        painter,
        place,
        scene_of_motion(shown.motion),
        shown.palette,
        arrows=shown.arrows,
        turned_deg=(shown.yaw_deg, 0.0),
        appearance=shown.appearance,
    )
    painter.end()
    return image


def apart(one, other, times):
    """How far each pixel of two pictures differs when they are so many times smaller."""
    small = [
        colours_of(
            image.scaled(
                SIZE // times,
                SIZE // times,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        for image in (one, other)
    ]
    return abs(small[0] - small[1]).max(axis=-1)


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_it_was_looked_at(qapp, name, tmp_path):
    then = QImage(str(FOLDER / f"{name}.png"))
    assert not then.isNull()
    now = picture(name)
    edges, tones = (apart(now, then, 2) > _EDGE).mean(), (apart(now, then, 6) > _TONE).mean()
    if edges > _FEW or tones > _SOME:
        now.save(str(tmp_path / f"{name}.png"))
        pytest.fail(f"{edges:.2%} and {tones:.2%} differ: see {tmp_path / name}.png")


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
