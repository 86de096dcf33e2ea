"""What hands hold lies in fists, and a band that is stood upon lies below the feet."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.geometry import mixed
from posture_app.body.props import Rod, props_at
from posture_app.body.skeleton import INDEX, frames_of
from posture_app.library.files import builtin_path, read
from posture_app.ui.figure.painter import paint_figure
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.scene import scene_of, scene_of_motion
from tests.body.motions import motion

SIZE = 600
RECT = QRectF(0, 0, SIZE, SIZE)
BUILTIN = {one.id: one for one in read(builtin_path()).exercises}
HANDS = ("right_hand", "left_hand")
MID_HAND = (0.0, -0.09, 0.0)
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
THING = {QColor(colour).rgb() for colour in (LIGHT.prop, LIGHT.band)}
HOLDING = [
    name
    for name, one in BUILTIN.items()
    for prop in (one.motion.props if one.motion else ())
    if prop.kind in {"weight", "band"}
]


def painted(scene, share, turned_deg=(0.0, 0.0), palette=LIGHT):
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    frames = frames_of(scene.stance(share))
    view = scene.view(RECT, turned_deg=turned_deg)
    paint_figure(painter, frames, view, palette, scene.things(frames), hands=scene.hands())
    painter.end()
    return image, frames, view


def colour_at(image, view, point):
    x, y = view.spot(point)
    return image.pixel(round(x), round(y))


@pytest.mark.parametrize("name", sorted(set(HOLDING)))
def test_fingers_close_around_what_is_held(qapp, name):
    scene = scene_of(BUILTIN[name])
    for share in SHARES:
        image, frames, view = painted(scene, share)
        for hand in ("right_hand", "left_hand"):
            inward = 0.030 if hand == "right_hand" else -0.024
            fist = frames.point(INDEX[hand], (inward, -0.095, 0.0))
            assert colour_at(image, view, fist) not in THING, (share, hand)


def test_a_band_that_is_stood_upon_lies_below_the_feet(qapp):
    scene = scene_of(BUILTIN["band-lateral-raise"])
    for share in SHARES:
        image, frames, view = painted(scene, share)
        for foot in ("right_foot", "left_foot"):
            toes = frames.point(INDEX[foot], (0.0, -0.04, 0.11))
            middle = frames.point(INDEX[foot], (0.0, -0.06, 0.06))
            assert colour_at(image, view, toes) not in THING
            assert colour_at(image, view, middle) not in THING
        between = mixed(frames.places[INDEX["right_foot"]], frames.places[INDEX["left_foot"]], 0.5)
        ground = (between[0], 0.0, between[2] + 0.06)
        near = {colour_at(image, view, (ground[0], y / 200, ground[2])) for y in range(5)}
        assert QColor(LIGHT.band).rgb() in near


def test_a_band_between_the_hands_lies_before_the_belly(qapp):
    """It lies below both hands, and those beside a trunk are painted before that."""
    scene = scene_of(BUILTIN["band-external-rotation"])
    yaw_deg = scene.motion.camera.yaw_deg
    for turned_deg in (-yaw_deg, 40 - yaw_deg, -40 - yaw_deg):
        image, frames, view = painted(scene, 1.0, (turned_deg, 0.0))
        right, left = (frames.point(INDEX[hand], MID_HAND) for hand in HANDS)
        for share in (0.35, 0.5, 0.65):
            x, y, z = mixed(right, left, share)
            near = {colour_at(image, view, (x, y + up / 200, z)) for up in range(-10, 11)}
            assert QColor(LIGHT.band).rgb() in near, (turned_deg, share)


def test_a_hand_that_hangs_beyond_a_seat_is_hidden_by_it(qapp):
    """It was painted over it, as if one sat on a third hand."""
    scene = scene_of(BUILTIN["chest-opener-seated"])
    palette = replace(LIGHT, skin="#00ff00", far_skin="#00ff00")
    for turned_deg in (55.0, 65.0):
        image, frames, view = painted(scene, 0.0, (turned_deg, 0.0), palette)
        far, near = (frames.point(INDEX[f"{side}_hand"], MID_HAND) for side in ("left", "right"))
        assert QColor(colour_at(image, view, far)).saturation() < 100
        assert QColor(colour_at(image, view, near)).saturation() > 200


def test_a_ball_lies_in_the_palm():
    asked = motion("standing", props=[{"kind": "ball", "at": "right_hand"}])
    scene = scene_of_motion(asked)
    frames = frames_of(scene.stance(0))
    ((ball,),) = [thing.shapes for thing in props_at(asked, frames, scene.there())]
    assert isinstance(ball, Rod)
    palm = frames.point(INDEX["right_hand"], (0.046, -0.085, 0.0))
    assert ball.first == pytest.approx(palm)
