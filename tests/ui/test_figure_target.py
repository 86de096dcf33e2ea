"""What a picture is there for: that its main muscle is seen, and that no hand lies on the eyes."""

from math import hypot

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from posture_app.body.contacts import landmark_point
from posture_app.body.muscles import muscles_of
from posture_app.body.skeleton import frames_of
from posture_app.library.files import builtin_path, read
from posture_app.ui.figure.mesh import load_mesh
from posture_app.ui.figure.muscle_layout import ShownMuscles
from posture_app.ui.figure.painter import drawn, paint_drawn
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.patches import area_m2, patches_of
from posture_app.ui.figure.scene import scene_of
from tests.ui.colours import bytes_of

SIZE = 300
RECT = QRectF(0, 0, SIZE, SIZE)
BUILTIN = {one.id: one for one in read(builtin_path()).exercises}
LEAST_CM2 = 5.0
LEAST_SHARE = 0.2


def painted(scene, shown=None, share=1.0, side=None):
    """The body with its props, and what it was made of."""
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    figure = body_of(painter, scene, shown, share, side)
    parts = paint_drawn(painter, figure, scene.things(figure.frames, side))
    painter.end()
    return image, parts, figure.view.scale


def body_of(painter, scene, shown=None, share=1.0, side=None):
    """The body as it is painted."""
    frames, view = frames_of(scene.stance(share, side)), scene.view(RECT, side)
    return drawn(painter, frames, view, LIGHT, shown or ShownMuscles(), scene.hands(side))


def first_muscle(exercise):
    """The first of an exercise's muscles that its motion shows, and whether it is stretched."""
    motion = exercise.motion
    shown = muscles_of(motion.works + motion.lengthens)
    for wording in exercise.muscles.primary + exercise.muscles.secondary:
        names = {one.name for one in muscles_of((wording,))}
        found = tuple(one for one in shown if one.name in names)
        if found:
            return found, found[0] not in muscles_of(motion.works)
    raise AssertionError(f"{exercise.id} shows none of what it is for")


COLOURED = [
    name
    for name, one in BUILTIN.items()
    if one.motion and (one.motion.works + one.motion.lengthens)
]


@pytest.mark.parametrize("name", COLOURED)
def test_the_first_muscle_is_seen_from_the_motions_own_camera(qapp, name):
    """So much of it as a patient can point at, and no mere edge of it."""
    muscles, lengthens = first_muscle(BUILTIN[name])
    scene = scene_of(BUILTIN[name])
    shown = ShownMuscles(lengthens=muscles) if lengthens else ShownMuscles(works=muscles)
    with_it, _, scale = painted(scene, shown)
    without, _, _ = painted(scene)
    differs = bytes_of(with_it) != bytes_of(without)
    seen_cm2 = differs.reshape(-1, 4).any(-1).sum() * (100 / scale) ** 2
    mesh = load_mesh("narrow", "coarse")
    of_one_side = [one for one in muscles if one.side == muscles[0].side]
    whole_cm2 = 1e4 * sum(area_m2(mesh, one) for one in patches_of(mesh, tuple(of_one_side)))
    assert seen_cm2 >= max(LEAST_CM2, LEAST_SHARE * whole_cm2)


def test_what_an_exercise_is_for_first_is_shown_where_a_camera_can_see_it():
    shown = {name: {one.name for one in first_muscle(BUILTIN[name])[0]} for name in COLOURED}
    first = {
        name: {one.name for one in muscles_of(BUILTIN[name].muscles.primary[:1])}
        for name in COLOURED
    }
    assert [name for name in COLOURED if not shown[name] <= first[name]] == []


@pytest.mark.parametrize("name", BUILTIN)
@pytest.mark.parametrize("side", [None, "left"])
def test_no_arm_lies_before_the_eyes(qapp, name, side):
    scene = scene_of(BUILTIN[name])
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(image)  # for its pixels: nothing is painted
    for share in (0.0, 0.5, 1.0):
        parts = body_of(painter, scene, share=share, side=side).painted
        drawing, order = parts.drawing, parts.order.parts
        names = drawing.topology.mesh.parts
        head = names.index("head")
        if head not in drawing.parts:
            continue
        eyes = [
            shape.path.boundingRect().center()
            for shape in drawing.parts[head].face
            if shape.ink in {"white", "iris"}
        ]
        above = [part for part in order[order.index(head) + 1 :] if part in drawing.parts]
        for part in above:
            hides = drawing.parts[part].contour.contains
            assert not any(hides(eye) for eye in eyes), (names[part], share)
    painter.end()


@pytest.mark.parametrize(
    ("name", "mark", "least_px"),
    [
        ("shrug", "right_shoulder", 30.0),
        ("scapular-squeeze", "right_shoulder", 9.0),
        ("pelvic-tilt-seated", "belly", 18.0),
        ("diaphragmatic-breathing", "belly", 9.0),
        ("resting-position", "belly", 6.0),
        ("legs-on-chair", "belly", 6.0),
        ("prone-lying", "lower_back", 6.5),
        ("push-up-plus", "chest", 15.0),
        ("wall-push-up-plus", "chest", 30.0),
    ],
)
def test_what_an_exercise_is_about_is_seen_to_move(name, mark, least_px):
    """At 400 pixels, from its own camera."""
    scene = scene_of(BUILTIN[name])
    view = scene.view(QRectF(0, 0, 400, 400))
    (x, y), (to_x, to_y) = (
        view.spot(landmark_point(frames_of(scene.stance(share)), mark)) for share in (0.0, 1.0)
    )
    assert hypot(to_x - x, to_y - y) >= least_px
