"""The line around a body: all of it is there, and a beginning ends nowhere but behind something."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.motion import motion_of, position_motion
from posture_app.library.files import load
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.creases import creases_of
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_stance, paint_still
from posture_app.ui.figure.scene import scene_of, scene_of_motion
from tests.ui.colours import colours_of

GROUND, BLACK, WHITE, GREEN = "#ff00ff", "#000000", "#ffffff", "#00ff00"
EXERCISES = load().library.exercises
SEEN_FROM = {"levator-scap-stretch": (32.0, 30.0)}
"""Where faults were seen, in degrees, which is not where a motion's camera stands by now."""


def canvas(size):
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(GROUND))
    return image


def start_of(name, size, palette, body="narrow"):
    """How an exercise begins, without its muscles."""
    return begun(scene_of(EXERCISES[name]), size, palette, body, turned_deg(name))


def turned_deg(name):
    """What turns a motion to where a fault of it was seen from."""
    camera = motion_of(EXERCISES[name]).camera
    yaw_deg, pitch_deg = SEEN_FROM.get(name, (camera.yaw_deg, camera.pitch_deg))
    return yaw_deg - camera.yaw_deg, pitch_deg - camera.pitch_deg


def begun(scene, size, palette, body, turned=(0.0, 0.0)):
    """How a motion begins, without its muscles."""
    scene, image = replace(scene, works=(), lengthens=()), canvas(size)
    painter = QPainter(image)
    view = scene.view(QRectF(image.rect()), turned_deg=turned)
    appearance = FigureAppearance(body, "light")
    paint_stance(painter, scene, scene.stance(0.0), view, palette, appearance=appearance)
    painter.end()
    return image


def touched(pixels):
    """Some pixels and all that touch them."""
    around = pixels.copy()
    for axis in (0, 1):
        around |= np.roll(around, 1, axis) | np.roll(around, -1, axis)
    return around


def beside_the_ground(image, wanted):
    """How many pixels of a kind touch one that is all ground."""
    red, green, blue, _ = np.moveaxis(colours_of(image), -1, 0)
    ground = (red > 230) & (blue > 230) & (green < 25)
    # Rolled over, an edge of the picture touches the opposite one.
    return int((touched(ground) & wanted(red, green, blue))[2:-2, 2:-2].sum())


@pytest.mark.parametrize(
    "name",
    ["hip-hinge", "hip-flexor-standing", "standing-back-extension", "seated-cat-cow"],
)
def test_a_beginning_is_not_torn_off_at_a_seam(qapp, name):
    """Where it ended at one, its fill lay on the ground without a line: 8 to 19 pixels of it."""
    palette = replace(LIGHT, ghost=GREEN, ghost_hair=GREEN, ghost_edge=BLACK)
    image = canvas(240)
    painter = QPainter(image)
    paint_still(painter, QRectF(image.rect()), scene_of(EXERCISES[name]), palette)
    painter.end()
    torn = beside_the_ground(image, lambda red, green, blue: (green > 150) & (red + blue < 180))
    assert torn <= 5


@pytest.mark.parametrize("body", ["narrow", "broad"])
def test_no_shade_lies_on_the_line_around_the_body(qapp, body):
    """That of the far half of a chest was, which is left out: 63 pixels of line were lost."""
    palette = replace(LIGHT, outline=BLACK, inner=BLACK, shadow=GROUND)
    motion = motion_of(EXERCISES["pelvic-tilt-seated"])
    camera = replace(motion.camera, yaw_deg=90.0, pitch_deg=5.0, look_at="trunk")
    image = begun(scene_of_motion(replace(motion, camera=camera)), 700, palette, body)
    bare_px = beside_the_ground(
        image, lambda red, green, blue: (green > 110) & (np.minimum(red, blue) - green < 40)
    )
    assert bare_px == 0


WORN = replace(
    LIGHT, outline=BLACK, inner=BLACK, top=GREEN, trousers="#ff0000", skin=WHITE, hair=WHITE,
    shoe=WHITE, far=WHITE, far_skin=WHITE, shadow=GROUND, flat=True,
)  # fmt: skip


def from_the_side():
    """One who sits."""
    sitting = position_motion("sitting")
    camera = replace(sitting.camera, yaw_deg=96.0, pitch_deg=8.0)
    return scene_of_motion(replace(sitting, camera=camera))


def worn(image):
    """The pixels of shirt and of trousers."""
    red, green, blue, _ = np.moveaxis(colours_of(image), -1, 0)
    return (green > 150) & (red + blue < 180), (red > 150) & (green + blue < 180)


@pytest.mark.parametrize(("body", "most"), [("narrow", 20), ("broad", 12)])
@pytest.mark.parametrize(
    "name", ["levator-scap-stretch", "upper-trap-stretch", "band-external-rotation"]
)
def test_a_hem_goes_on_over_a_bent_hip(qapp, name, body, most):
    """Where it does not, shirt and trousers touch: over a fold they did, in 60 to 83 places.

    With a strip of trousers between thigh and shirt a broad one had 17 to 34.
    """
    shirt, trousers = worn(start_of(name, 400, WORN, body))
    assert (touched(shirt) & trousers).sum() <= most


def test_a_sleeve_that_hangs_over_the_arm_has_a_hem(qapp):
    """The arm's fill lay on it: sleeve and skin touched in 52 places."""
    palette = replace(WORN, skin="#ff0000", trousers=WHITE)
    sleeve, skin = worn(start_of("levator-scap-stretch", 400, palette))
    assert (touched(sleeve) & skin).sum() <= 10


def test_no_patch_of_ink_is_seen_at_a_collar(qapp):
    """Ink that is painted with that of another material lay on the cloth between them."""
    palette = replace(WORN, top=WHITE, trousers=WHITE)
    image, body = canvas(249), FigureAppearance("broad", "light")
    painter = QPainter(image)
    name = "levator-scap-stretch"
    scene, turned = replace(scene_of(EXERCISES[name]), lengthens=()), turned_deg(name)
    where = QRectF(image.rect())
    paint_still(painter, where, scene, palette, arrows=False, turned_deg=turned, appearance=body)
    painter.end()
    bright = colours_of(image)[..., :3].max(axis=-1) > 60
    # A line is two pixels wide; where two of them meet there is a pixel more.
    assert (~touched(bright)).sum() <= 4


def test_no_tick_is_beside_a_bent_knee(qapp):
    """In the fold between thigh and shank there was one, 7 pixels long."""
    scene, image = scene_of(EXERCISES["upper-trap-stretch"]), canvas(1000)
    palette = replace(WORN, top=WHITE, trousers=WHITE)
    painter = QPainter(image)
    where, turned = QRectF(image.rect()), (-4.0, 0.0)
    paint_still(painter, where, scene, palette, arrows=False, turned_deg=turned)
    painter.end()
    red, green, blue, _ = np.moveaxis(colours_of(image), -1, 0)[:, 770:830, 640:720]
    around = (red > 230) & (blue > 230) & (green < 25)
    for _ in range(3):
        around = touched(around)
    assert not ((green < 150) & ~around).any()


@pytest.mark.parametrize("body", ["narrow", "broad"])
def test_a_hem_has_no_high_step_over_a_bent_hip(qapp, body):
    """From the side it goes down by 11 pixels within 4 where trunk and thigh meet; it was 15."""
    shirt, trousers = worn(begun(from_the_side(), 700, WORN, body))
    heights = np.full(shirt.shape[1], np.nan)
    for column, (above, below) in enumerate(zip(shirt.T, trousers.T, strict=True)):
        ends = np.nonzero(above[:-1] & ~above[1:])[0]
        hems = [end for end in ends if below[end + 1 : end + 6].any()]
        if len(hems) == 1:
            heights[column] = hems[0]
    steps = np.abs(heights[4:] - heights[:-4])
    assert np.isfinite(steps).sum() > 40
    assert np.nanmax(steps) <= 11


def test_a_near_thigh_lies_over_the_trunk_whatever_the_head_does(qapp):
    """Head, neck and trunk lie over each other in a circle; the thigh was painted before them."""
    scene, image = from_the_side(), canvas(100)
    painter = QPainter(image)
    view = scene.view(QRectF(image.rect()))
    painted = paint_stance(painter, scene, scene.stance(0.0), view, LIGHT)
    painter.end()
    names = painted.drawing.topology.mesh.parts
    order = [names[part] for part in painted.order.parts]
    assert order.index("trunk") < order.index("right_thigh")


@pytest.mark.parametrize(
    ("name", "at_the_hip"), [("levator-scap-stretch", False), ("bird-dog", True)]
)
def test_a_hip_has_a_crease_only_where_its_corner_is_seen(name, at_the_hip):
    """From before, it lies within the body: the line began at nothing and crossed the thigh's."""
    scene = scene_of(EXERCISES[name])
    view = scene.view(QRectF(0, 0, 400, 400), turned_deg=turned_deg(name))
    creases = creases_of(scene.end(None), view, 1.2)
    assert any("trunk" in crease.parts for crease in creases) == at_the_hip
