"""What a picture holds: whole figures, whole props, and an arrow that covers nothing."""

from dataclasses import replace
from math import cos, dist, radians, sin

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPicture

from posture_app.body.contacts import landmark_point
from posture_app.body.motion import Side, position_motion
from posture_app.body.props import Band, Box, Rod, other_side, props_at
from posture_app.body.skeleton import INDEX, frames_of
from posture_app.library.files import builtin_path, read
from posture_app.preferences import BODIES
from posture_app.ui.figure.extent import carriers_of, covering, surface, surface_of
from posture_app.ui.figure.frame_fade import paint_faded
from posture_app.ui.figure.mesh import load_mesh
from posture_app.ui.figure.painter import level_of, lines_of, outline_of
from posture_app.ui.figure.palette import LIGHT, figure_palette
from posture_app.ui.figure.picture import paint_signs, paint_still, ways_of
from posture_app.ui.figure.props import hidden_by
from posture_app.ui.figure.scene import WHOLE_BODY, scene_of, scene_of_motion
from posture_app.ui.theme import tokens
from tests.body.motions import motion
from tests.ui.colours import colours_of
from tests.ui.skin import skin

SIZE = 240
RECT = QRectF(0, 0, SIZE, SIZE)
BUILTIN = {one.id: one for one in read(builtin_path()).exercises}
NEAR = {"head", "head_and_shoulders", "head_and_arms", "head_to_seat", "trunk", "pelvis"}
# By the camera that is written down, for the scenes themselves take long to solve.
WHOLE = [
    name
    for name, one in BUILTIN.items()
    if (one.motion or position_motion(one.position)).camera.look_at not in NEAR
]
RESISTED = {name for name, one in BUILTIN.items() if one.motion and one.motion.resisted}
CLOSE_UPS = sorted(BUILTIN.keys() - set(WHOLE))
WHITE = "#ffffff"
PROPS_ONLY = replace(
    LIGHT, outline=WHITE, inner=WHITE, shadow=WHITE, skin=WHITE, top=WHITE, trousers=WHITE,
    shoe=WHITE, hair=WHITE, far=WHITE, far_skin=WHITE, mouth=WHITE, soft=WHITE, eye=WHITE,
    iris=WHITE, prop="#ff00ff", prop_edge="#ff00ff", band="#ff00ff", flat=True,
)  # fmt: skip
NECK = {"yaw_deg": 0, "pitch_deg": 0, "look_at": "head_and_shoulders"}


def spots(view, points):
    """Where points (n, 3) lie in a picture, (n, 2): all of them are reckoned at once."""
    return np.stack(view.spot(np.asarray(points, float).reshape(-1, 3).T), axis=1)


def margins(found):
    least, most = found.min(axis=0), found.max(axis=0)
    return (*least, *(SIZE - most))


def outermost(things):
    for thing in things:
        for shape in thing.shapes:
            if isinstance(shape, Box):
                yield from shape.corners()
            elif isinstance(shape, Rod):
                yield from (shape.first, shape.last)
            elif isinstance(shape, Band):
                yield from shape.points


@pytest.mark.parametrize("name", BUILTIN)
def test_what_a_picture_holds_is_the_skin_of_both_bodies_on_the_whole_way(name):
    scene = scene_of(BUILTIN[name])
    stances = scene.solved.there.stances[::8]
    frames = [frames_of(stance) for stance in stances]
    found = surface_of(carriers_of(frames, scene.hands()), WHOLE_BODY)
    meshes = [load_mesh(body, "coarse") for body in BODIES]
    skins = [skin(mesh, stance, scene.hands()) for mesh in meshes for stance in stances]
    whole = np.concatenate(skins)
    pixel_m = 1 / scene.view(QRectF(0, 0, 400, 400)).scale
    assert found.min(axis=0) == pytest.approx(whole.min(axis=0), abs=pixel_m)
    assert found.max(axis=0) == pytest.approx(whole.max(axis=0), abs=pixel_m)


@pytest.mark.parametrize("name", BUILTIN)
@pytest.mark.parametrize("side", [None, "left"])
def test_props_are_where_the_whole_way_has_them(name, side):
    scene = scene_of(BUILTIN[name])
    if scene.is_close_up:
        return
    mirrored = side == "left"
    for frames in (scene.start(side), scene.end(side)):
        found = props_at(scene.motion, frames, scene.there(side), mirrored=mirrored)
        assert scene.things(frames, side) == found


@pytest.mark.parametrize("name", BUILTIN)
def test_props_of_the_left_side_mirror_those_of_the_right(name):
    scene = scene_of(BUILTIN[name])
    right, left = (
        np.array(list(outermost(scene.things(scene.end(side), side)))).reshape(-1, 3)
        for side in (None, "left")
    )
    mirrored = left * (-1, 1, 1)
    assert len(right) == len(left)
    if len(right):
        assert mirrored.min(axis=0) == pytest.approx(right.min(axis=0), abs=1e-6)
        assert mirrored.max(axis=0) == pytest.approx(right.max(axis=0), abs=1e-6)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("side", [None, "left"])
def test_nothing_of_a_figure_or_its_props_is_cut_off(name, side):
    scene = scene_of(BUILTIN[name])
    assert not scene.is_close_up
    found = []
    for frames in (*scene.there(side), *scene.back(side)):
        found.append(surface(frames, WHOLE_BODY))
        found.append(np.reshape(list(outermost(scene.things(frames, side))), (-1, 3)))
    points = np.concatenate(found)
    for turned in (0.0, 65.0):
        narrowest = min(margins(spots(scene.view(RECT, side, (turned, 0.0)), points)))
        assert narrowest > 0.03 * SIZE, turned
        # One margin is as wide as it is in every other picture.
        assert narrowest < 0.09 * SIZE, turned


ON_A_MAT = [
    name
    for name, one in BUILTIN.items()
    if "mat" in one.equipment or (one.motion and any(p.kind == "mat" for p in one.motion.props))
]


@pytest.mark.parametrize("name", ON_A_MAT)
def test_a_mat_is_as_long_as_who_is_on_it_and_hardly_longer(name):
    """A longer one makes the body small: it is what the picture is fitted to."""
    scene = scene_of(BUILTIN[name])
    start = scene.there()[0]
    [mat] = [thing for thing in scene.things(start) if thing.kind == "mat"]
    [box] = mat.shapes
    assert isinstance(box, Box)
    turn = radians(box.turn_deg)
    along = np.array((sin(turn), 0.0, cos(turn)))
    ends = (surface(start, WHOLE_BODY, scene.hands()) - box.centre) @ along
    beyond = box.half[2] + ends.min(), box.half[2] - ends.max()
    assert max(beyond) < 0.2
    if box.half[2] < 0.95:
        assert min(beyond) > 0


@pytest.mark.parametrize("name", CLOSE_UPS)
def test_a_crown_is_never_cut_off(name):
    scene = scene_of(BUILTIN[name])
    assert scene.is_close_up
    if scene.motion.camera.look_at in {"trunk", "pelvis"}:
        return
    view = scene.view(RECT)
    for frames in scene.there():
        found = spots(view, surface(frames, ("head", "knot")))
        assert min(margins(found)) > 0.03 * SIZE


@pytest.mark.parametrize("name", ["upper-trap-stretch", "levator-scap-stretch"])
@pytest.mark.parametrize("side", [None, "left"])
def test_a_hand_that_holds_the_seat_is_seen_with_it(name, side):
    scene = scene_of(BUILTIN[name])
    frames = scene.there(side)[-1]
    view = scene.view(RECT, side)
    hands = surface(frames, ("right_hand", "left_hand"))
    assert min(margins(spots(view, hands))) > 0.03 * SIZE
    assert [thing.kind for thing in scene.things(frames, side)] == ["chair"]
    camera = replace(scene.motion.camera, look_at="whole_body")
    whole = scene_of_motion(replace(scene.motion, camera=camera))
    assert view.scale > 1.25 * whole.view(RECT, side).scale


def test_a_hand_that_holds_a_chair_is_not_behind_the_body():
    scene = scene_of(BUILTIN["hip-flexor-standing"])
    for frames in scene.there():
        points = [landmark_point(frames, f"left_{part}") for part in ("palm", "hip", "waist")]
        hand, *trunk = spots(scene.view(RECT), points)
        assert hand[0] > max(x for x, _ in trunk) + 0.03 * SIZE


def test_a_step_that_stretches_is_in_the_picture():
    scene = scene_of(BUILTIN["doorway-pec-stretch"])
    feet = surface(scene.there()[-1], ("right_foot", "left_foot"))
    assert min(margins(spots(scene.view(RECT), feet))) > 0


def test_bent_knees_are_seen_bent():
    """Seen from behind, the easier side plank would be taken for the one with straight legs."""
    scene = scene_of(BUILTIN["side-plank-knees"])
    frames = scene.there()[-1]
    points = [frames.places[INDEX[f"right_{part}"]] for part in ("thigh", "shank", "foot")]
    hip, knee, ankle = spots(scene.view(RECT), points)
    thigh, shank = hip - knee, ankle - knee
    cosine = thigh @ shank / (np.hypot(*thigh) * np.hypot(*shank))
    assert cosine > -0.5


@pytest.mark.parametrize("kind", ["chair", "desk", "wall", "doorway", "step"])
def test_a_close_up_leaves_out_what_it_would_cut_off(kind):
    near = scene_of_motion(motion(camera=NECK, props=[{"kind": kind}]))
    far = scene_of_motion(motion(camera=NECK | {"look_at": "whole_body"}, props=[{"kind": kind}]))
    start = near.there()[0]
    assert not near.things(start)
    assert [thing.kind for thing in far.things(start)] == [kind]


def ink_px(scene, side, turned, palette):
    """How much of each pixel is ink along the picture's edge, and in all of it, 0 to 255."""
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    paint_still(painter, RECT, scene, palette, side=side, arrows=False, turned_deg=(turned, 0.0))
    painter.end()
    green = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)[..., 1]
    found = 255 - green.astype(int)
    edges = (found[0], found[-1], found[:, 0], found[:, -1])
    return max(edge.max() for edge in edges), found.max()


@pytest.mark.parametrize("name", sorted(BUILTIN))
@pytest.mark.parametrize("side", [None, "left"])
@pytest.mark.parametrize("turned", [0.0, 65.0])
def test_no_prop_has_an_edge_where_the_frame_would_cut_it(qapp, name, side, turned):
    """What reaches beyond a close-up, as the mat below who lies does, fades out before it."""
    scene = scene_of(BUILTIN[name])
    at_edge, anywhere = ink_px(scene, side, turned, PROPS_ONLY)
    assert at_edge < 12
    if scene.things(scene.there()[-1]):
        assert anywhere > 200


@pytest.mark.parametrize("name", CLOSE_UPS)
@pytest.mark.parametrize("side", [None, "left"])
def test_no_body_has_an_edge_where_the_frame_would_cut_it(qapp, name, side):
    scene = scene_of(BUILTIN[name])
    assert scene.cut_sides(scene.view(RECT, side), side)
    at_edge, anywhere = ink_px(scene, side, 0.0, LIGHT)
    assert at_edge < 12
    assert anywhere > 150


def test_what_is_cut_ends_as_softly_on_paper(qapp):
    scene = scene_of(BUILTIN["neck-rotation-supine"])
    picture = QPicture()
    painter = QPainter(picture)
    paint_still(painter, RECT, scene, LIGHT, arrows=False)
    painter.end()
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.drawPicture(0, 0, picture)
    painter.end()
    rows = colours_of(image)
    edges = np.concatenate((rows[0], rows[-1], rows[:, 0], rows[:, -1]))
    assert edges.min() > 240
    assert rows.min() < 100


def test_what_is_whole_does_not_fade(qapp):
    for name in WHOLE:
        scene = scene_of(BUILTIN[name])
        assert not scene.cut_sides(scene.view(RECT))


@pytest.mark.parametrize("name", sorted(BUILTIN))
@pytest.mark.parametrize("turned", [0.0, 65.0])
@pytest.mark.parametrize("body", BODIES)
def test_an_arrow_covers_nothing_of_the_body(qapp, name, turned, body):
    scene = scene_of(BUILTIN[name])
    view = scene.view(RECT, None, (turned, 0.0))
    outline = outline_of(scene.there()[-1], view, body, level_of(view.scale))
    ways = ways_of(scene, RECT, view, None, body=body)
    on_it = [point for way in ways for point in way.points if outline.contains(QPointF(*point))]
    assert not on_it


@pytest.mark.parametrize("name", ["band-lateral-raise", "seated-side-bend"])
def test_an_arrow_begins_beside_what_stands_there(qapp, name):
    """One came out of a chair, and one crossed the band."""
    scene = scene_of(BUILTIN[name])
    view = scene.view(RECT)
    things = hidden_by(scene.things(scene.end(None)), view)
    [way] = ways_of(scene, RECT, view, None)
    assert not [spot for spot in way.points if any(one.contains(QPointF(*spot)) for one in things)]


def masked(size, paint):
    """Where something is painted, at four times the size."""
    image = QImage(4 * size, 4 * size, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.scale(4, 4)
    paint(painter)
    painter.end()
    return colours_of(image.convertToFormat(QImage.Format.Format_ARGB32))[..., 0] > 127


# The smallest tile that has an arrow, and a list's.
@pytest.mark.parametrize("size", [80, 96])
@pytest.mark.parametrize("name", sorted(BUILTIN))
def test_neither_line_nor_tip_touches_the_contour_in_a_small_picture(qapp, name, size):
    scene, rect, white = scene_of(BUILTIN[name]), QRectF(0, 0, size, size), QColor("white")
    signs = replace(LIGHT, halo="#00000000", arrow=WHITE)
    sides: tuple[Side | None, ...] = (None, "left")
    for body, side in zip(BODIES, sides, strict=True):
        view = scene.view(rect, side)
        outline = outline_of(scene.end(side), view, body, level_of(view.scale))
        line = QPen(white, 2 * lines_of(view).contour)

        def paint_body(painter, outline=outline, line=line):
            painter.fillPath(outline, white)
            painter.strokePath(outline, line)

        def paint_arrow(painter, view=view, side=side, body=body):
            paint_signs(painter, rect, scene, view, signs, side, body)

        arrow = masked(size, paint_arrow)
        assert arrow.any() == bool(ways_of(scene, rect, view, side, body))
        assert not (arrow & masked(size, paint_body)).any()
        for _, ghost in scene.ghosts(side):
            across, down = (4 * spots(view, covering(ghost, body, ("head",)))).astype(int).T
            assert not arrow[down.clip(0, 4 * size - 1), across.clip(0, 4 * size - 1)].any()


@pytest.mark.parametrize("name", sorted(RESISTED - {"iso-neck-rotation"}))
@pytest.mark.parametrize("turned", [-20.0, 0.0, 20.0])
@pytest.mark.parametrize("side", [None, "left"])
def test_a_head_presses_from_its_free_side_towards_the_hand(qapp, name, turned, side):
    """Beside or above it, an arrow would say to bend; from the hand, to push."""
    scene = scene_of(BUILTIN[name])
    view = scene.view(RECT, side, (turned, 0.0))
    frames = scene.end(side)
    part = scene.motion.arrows[0]
    press = view.spot(landmark_point(frames, other_side(part) if side == "left" else part))
    [way] = ways_of(scene, RECT, view, side)
    (ax, ay), tip = way.points[0], way.points[-1]
    assert dist(tip, press) < dist((ax, ay), press)
    outline = outline_of(frames, view, "narrow", level_of(view.scale))
    beyond = [
        QPointF(tip[0] + (tip[0] - ax) * at / 4, tip[1] + (tip[1] - ay) * at / 4)
        for at in range(25)
    ]
    # The head comes first; what it presses against lies behind that.
    first = next(one for one in beyond if outline.contains(one))
    assert dist(tip, (first.x(), first.y())) < 30
    assert dist((first.x(), first.y()), press) > 0.2 * SIZE


@pytest.mark.parametrize("size", [64, 96, 200, 280, 400, 700])
@pytest.mark.parametrize("body", BODIES)
def test_a_head_that_turns_against_a_hand_turns_to_it_from_the_other_side(qapp, size, body):
    scene = scene_of(BUILTIN["iso-neck-rotation"])
    rect = QRectF(0, 0, size, size)
    view = scene.view(rect)
    (hand, _), (other, _) = (
        view.spot(landmark_point(scene.end(), f"{side}_temple")) for side in ("right", "left")
    )
    [way] = ways_of(scene, rect, view, None, body=body)
    assert min(x for x, _ in way.points) > (hand + other) / 2


def test_points_that_cover_a_body_lie_close(qapp):
    scene = scene_of(BUILTIN["overhead-reach"])
    points = covering(scene.there()[0], "narrow", WHOLE_BODY)
    view = scene.view(RECT)
    mask = np.zeros((SIZE // 4, SIZE // 4), bool)
    for x, y in spots(view, points):
        mask[int(y) // 4, int(x) // 4] = True
    outline = outline_of(scene.there()[0], view, "narrow", level_of(view.scale))
    middles = [
        mask[row, column]
        for row in range(len(mask))
        for column in range(len(mask))
        if outline.contains(QPointF(4 * column + 2, 4 * row + 2))
    ]
    assert sum(middles) > 0.95 * len(middles)


@pytest.mark.parametrize("palette", tokens.PALETTES)
@pytest.mark.parametrize("ground", ["canvas", "surface", "sunken"])
def test_props_stand_out_from_their_ground(palette, ground):
    edge = figure_palette(palette).prop_edge
    assert tokens.contrast(edge, getattr(palette, ground)) >= tokens.CONTROL


@pytest.mark.parametrize("name", sorted(BUILTIN))
def test_an_arrow_lies_at_the_same_place_in_a_picture_of_any_size(qapp, name):
    scene = scene_of(BUILTIN[name])

    def placed(size):
        rect = QRectF(7, 3, size, size)
        ways = ways_of(scene, rect, scene.view(rect), None)
        return [((x - 7) / size, (y - 3) / size) for way in ways for x, y in way.points]

    small, large = placed(96), placed(640)
    assert len(small) == len(large)
    assert np.abs(np.array(small) - np.array(large)).max(initial=0) < 0.02


# On paper a picture is as narrow or as low as its column: a hand faded away at its edge.
@pytest.mark.parametrize("shape", [(480, 190), (190, 320)])
@pytest.mark.parametrize("name", ["levator-scap-stretch", "pelvic-tilt-supine", "abdominal-brace"])
def test_a_narrow_still_cuts_no_body_at_other_sides_than_a_square(name, shape):
    scene = scene_of(BUILTIN[name])
    square = set(scene.cut_sides(scene.still_view(RECT)))
    assert square
    assert set(scene.cut_sides(scene.still_view(QRectF(0, 0, *shape)))) <= square
    assert scene.still_view(RECT) == scene.view(RECT)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_no_fingertips_without_their_arm_are_in_a_close_up_of_the_pelvis(share):
    """They lay beside the mat at the picture's edge, as of somebody else."""
    scene = scene_of(BUILTIN["pelvic-tilt-supine"])
    view, frames = scene.still_view(RECT), frames_of(scene.stance(share, None))
    hand = covering(frames, "broad", ("right_hand",), scene.hands(None))
    across = np.array([view.spot(point)[0] for point in hand.tolist()])
    assert across.max() < RECT.left()


def test_a_close_up_fades_on_paper_in_steps_that_nobody_sees(qapp):
    """As vectors: 12 steps of up to an eighth of the darkness were seen in print."""
    made = QPicture()
    painter = QPainter(made)
    frame = QRectF(0, 0, 400, 400)
    paint_faded(painter, frame, {"bottom": 0.5}, lambda into: into.fillRect(frame, QColor("black")))
    painter.end()
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.drawPicture(0, 0, made)
    painter.end()
    lightness = colours_of(image)[:, 200, 0].astype(int)
    assert lightness[199] == 0
    assert lightness[399] == 255
    assert np.diff(lightness).min() >= 0
    assert np.diff(lightness).max() <= 10
