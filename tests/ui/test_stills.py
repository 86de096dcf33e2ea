"""Stills: what one picture says about where a movement comes from and where it goes."""

from dataclasses import replace
from itertools import pairwise
from math import atan2, degrees, dist, hypot, pi

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.contacts import landmark_point
from posture_app.body.positions import SEAT_M
from posture_app.body.skeleton import INDEX
from posture_app.library.files import builtin_path, read
from posture_app.ui.figure.palette import DARK, DARK_HIGH_CONTRAST, LIGHT, LIGHT_HIGH_CONTRAST
from posture_app.ui.figure.picture import (
    paint_signs,
    paint_stance,
    paint_still,
    paint_tension,
    ways_of,
)
from posture_app.ui.figure.props import hidden_by
from posture_app.ui.figure.scene import scene_of, scene_of_motion
from tests.body.motions import motion
from tests.ui.colours import bytes_of, colours_of

SIZE = 240
RECT = QRectF(0, 0, SIZE, SIZE)
BUILTIN = {one.id: one for one in read(builtin_path()).exercises}
WITHOUT_ARROWS = {"prone-lying", "legs-on-chair", "resting-position"}
"""Lying still goes nowhere: an arrow up from a belly that breathes would say to get up."""
TENSED = {"abdominal-brace"}
"""Bracing moves nothing that an arrow could point along: one on the belly would say to press the
back down."""
PRESSED = {
    "iso-neck-flexion",
    "iso-neck-extension",
    "iso-neck-side",
    "iso-neck-rotation",
}
WALKS = {"walk-brisk", "walk-break"}
TURNS = ("neck-rotation", "neck-rotation-supine", "iso-neck-rotation", "seated-thoracic-rotation")

NOD = {"phase": "hold", "pose": {"neck": {"flexion": 32}}}
LOOK_UP = {"phase": "return", "at": 0.6, "pose": {"neck": {"flexion": -24}}}
FROM_THE_SIDE = {"yaw_deg": 90, "pitch_deg": 0, "look_at": "head"}


def still(scene, palette=LIGHT, **options):
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_still(painter, RECT, scene, palette, **options)
    painter.end()
    return image


def rgba(colour):
    return colour.red(), colour.green(), colour.blue(), colour.alpha()


def covered_at(image):
    """Which pixels show something, in whatever tone."""
    return colours_of(image)[..., 3] > 127


def covered(image):
    """How many of them."""
    return covered_at(image).sum()


def pixels(image, colour, slack=10):
    """How many pixels have a colour."""
    at = colours_of(image)
    alike = (abs(at - rgba(QColor(colour))) <= slack).all(-1)
    return (alike & (at[..., 3] > 250)).sum()


def apart(one, other):
    """How far the colours of two pictures lie apart at most, 0 to 255."""
    return abs(bytes_of(one) - bytes_of(other)).max()


def ways(scene, side=None):
    return [way.points for way in ways_of(scene, RECT, scene.view(RECT, side), side)]


def way_of(scene, side=None):
    [points] = ways(scene, side)
    return points[-1][0] - points[0][0], points[-1][1] - points[0][1]


def turned_deg(points):
    """How far a way turns altogether; more than 0 is clockwise in the picture."""
    headings = [atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(points)]
    return degrees(
        sum((after - before + pi) % (2 * pi) - pi for before, after in pairwise(headings))
    )


@pytest.mark.parametrize("name", sorted(BUILTIN.keys() - WITHOUT_ARROWS))
@pytest.mark.parametrize("side", [None, "left"])
def test_every_built_in_still_has_one_sign_that_can_be_read(qapp, name, side):
    [points] = ways(scene_of(BUILTIN[name]), side)
    assert all(0 <= x <= SIZE and 0 <= y <= SIZE for x, y in (points[0], points[-1]))
    assert sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)) > 0.05 * SIZE


@pytest.mark.parametrize("size", [64, 80, 96, 240, 700])
@pytest.mark.parametrize("name", ["iso-neck-side", "walk-brisk", "shrug", "plank"])
def test_an_arrow_is_3_px_wide_in_a_picture_of_any_size(qapp, name, size):
    scene, rect = scene_of(BUILTIN[name]), QRectF(0, 0, size, size)
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    palette = replace(LIGHT, halo="#00000000")
    paint_signs(painter, rect, scene, scene.view(rect), palette, None, "narrow")
    painter.end()
    [way] = ways_of(scene, rect, scene.view(rect), None)
    (ax, ay), (bx, by) = way.points[0], way.points[-1]
    # Across the line, in a lattice of whole pixels, where neither its end nor its tip is.
    level = abs(bx - ax) > abs(by - ay)
    ink = colours_of(image)[..., 3] / 255
    at = round((0.75 * ax + 0.25 * bx) if level else (0.75 * ay + 0.25 * by))
    slant = (abs(bx - ax) if level else abs(by - ay)) / hypot(bx - ax, by - ay)
    across = (ink[:, at] if level else ink[at]).sum() * slant
    assert across == pytest.approx(3.0, abs=0.15)


class TestArrows:
    def test_a_named_part_gets_the_arrow_whatever_moves_more(self, qapp):
        raised = {"shoulders": {"flexion": 90}, "neck": {"retraction_cm": 3}}
        fields = {"camera": FROM_THE_SIDE, "keyframes": [{"phase": "hold", "pose": raised}]}
        along, down = way_of(scene_of_motion(motion("sitting", arrows=["chin"], **fields)))
        assert along < -0.1 * SIZE
        assert abs(down) < -0.2 * along

    def test_the_left_sides_arrow_is_the_mirror_image(self, qapp):
        scene = scene_of_motion(
            motion(
                camera={"yaw_deg": 0, "pitch_deg": 0},
                keyframes=[{"phase": "hold", "pose": {"right_shoulder": {"abduction": 80}}}],
                arrows=["right_hand"],
            )
        )
        (right, up), (left, also_up) = way_of(scene, "right"), way_of(scene, "left")
        assert right < 0
        assert left == pytest.approx(-right, abs=1.0)
        assert also_up == pytest.approx(up, abs=1.0)

    def test_what_goes_on_to_a_second_end_has_an_arrow_from_there(self, qapp):
        """With a tip at both ends it would ask for a swing between them."""
        fields = {"camera": FROM_THE_SIDE, "arrows": ["forehead"]}
        once = scene_of_motion(motion("sitting", keyframes=[NOD, LOOK_UP], **fields))
        [short] = ways(once)
        shown = LOOK_UP | {"ghost": True}
        both = scene_of_motion(motion("sitting", keyframes=[NOD, shown], **fields))
        [whole] = ways(both)
        assert short[-1][0] > short[0][0] + 10
        assert whole[-1][0] - whole[0][0] > 1.3 * (short[-1][0] - short[0][0])
        assert pixels(still(once), LIGHT.ghost) < 20
        assert pixels(still(both), LIGHT.ghost) > 150

    def test_a_roll_is_a_circle_the_way_it_turns(self, qapp):
        [points] = ways(scene_of(BUILTIN["shoulder-rolls"]))
        # Seen from the right, up in front and down behind is against the clock.
        assert -360 < turned_deg(points) < -250
        [mirrored] = ways(scene_of(BUILTIN["shoulder-rolls"]), "left")
        assert 250 < turned_deg(mirrored) < 360

    @pytest.mark.parametrize("name", TURNS)
    @pytest.mark.parametrize("side", [None, "left"])
    @pytest.mark.parametrize("aside", [0.0, 40.0])
    def test_a_turn_is_an_arc(self, qapp, name, side, aside):
        """A straight one would say to push the head or the shoulders aside."""
        scene = scene_of(BUILTIN[name])
        view = scene.view(RECT, side, (aside, 0.0))
        way, *_ = ways_of(scene, RECT, view, side)
        assert abs(turned_deg(way.points)) > 50

    def test_a_wide_sweep_is_a_smooth_line(self, qapp):
        found = ways(scene_of(BUILTIN["overhead-reach"]))
        assert max(abs(turned_deg(points)) for points in found) > 60
        for points in found:
            corners = [abs(turned_deg(points[at : at + 3])) for at in range(len(points) - 2)]
            assert max(corners) < 10

    @pytest.mark.parametrize("arrows", [["belly"], []])
    def test_what_comes_towards_the_viewer_has_none(self, qapp, arrows):
        """Drawn, it would point at the floor or aside, and tell another movement."""
        breath = {"abdomen": {"expansion_cm": 4}}
        bow = {"shoulders": {"flexion": 25}, "elbows": {"flexion": 0}}
        held = [{"phase": "hold", "pose": breath if arrows else bow}]
        for yaw, count in ((90, 1), (55, 1), (5, 0), (0, 0)):
            camera = {"yaw_deg": yaw, "pitch_deg": 0}
            shown = motion(keyframes=held, camera=camera, arrows=arrows, contacts=[])
            assert len(ways(scene_of_motion(shown))) == count

    def test_what_is_tensed_without_moving_has_rays(self, qapp):
        scene = scene_of(BUILTIN["abdominal-brace"])
        view = scene.view(RECT)
        [way] = ways_of(scene, RECT, view, None)
        assert way.kind == "tension"
        belly = view.spot(landmark_point(scene.there()[-1], "belly"))
        near, far = (dist(belly, way.points[at]) for at in (0, -1))
        assert near < far < 0.4 * RECT.width()
        assert pixels(still(scene), LIGHT.arrow) > 30

    @pytest.mark.parametrize("name", sorted(BUILTIN))
    def test_what_moves_has_none(self, qapp, name):
        scene = scene_of(BUILTIN[name])
        found = {one.kind for one in ways_of(scene, RECT, scene.view(RECT), None)}
        usual = "press" if name in PRESSED else "arrow"
        assert found <= {"tension" if name in TENSED else usual}

    @pytest.mark.parametrize("name", sorted(PRESSED))
    @pytest.mark.parametrize("side", [None, "left"])
    def test_what_presses_against_a_hand_has_one_that_is_seen(self, qapp, name, side):
        scene = scene_of(BUILTIN[name])
        [points] = ways(scene, side)
        assert dist(points[0], points[-1]) > 0.12 * SIZE
        assert pixels(still(scene, side=side), LIGHT.arrow) > 80

    @pytest.mark.parametrize("name", ["iso-neck-flexion", "iso-neck-side"])
    def test_a_press_of_an_upright_head_is_level(self, qapp, name):
        level, down = way_of(scene_of(BUILTIN[name]))
        assert abs(down) < 0.1 * abs(level)

    def test_a_press_does_not_point_at_an_eye(self, qapp):
        """Pressed back, a head has its free side where its face is."""
        scene = scene_of(BUILTIN["iso-neck-extension"])
        [points] = ways(scene)
        view = scene.view(RECT)
        _, brow = view.spot(landmark_point(scene.end(), "forehead"))
        assert points[-1][1] < brow

    def test_a_press_is_shown_while_it_is_held(self, qapp):
        image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
        found = []
        for name in ("iso-neck-side", "neck-side-bend"):
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            scene = scene_of(BUILTIN[name])
            paint_tension(painter, RECT, scene, scene.view(RECT), LIGHT)
            painter.end()
            found.append(pixels(image, LIGHT.arrow))
        pressed, moved = found
        assert pressed > 60
        assert moved == 0

    @pytest.mark.parametrize("name", sorted(WALKS))
    def test_who_walks_has_one_ahead(self, qapp, name):
        scene = scene_of(BUILTIN[name])
        for side, forward in ((None, 1), ("left", -1)):
            along, down = way_of(scene, side)
            assert along * forward > 0.1 * SIZE
            assert abs(down) < 0.02 * SIZE
        assert not ways_of(scene, RECT, scene.view(RECT, None, (-115.0, 0.0)), None)

    def test_a_breath_is_told_by_the_belly_below_the_hand(self, qapp):
        scenes = [scene_of(BUILTIN[f"{name}-breathing"]) for name in ("box", "diaphragmatic")]
        for scene in scenes:
            along, down = way_of(scene)
            assert along > 0.1 * SIZE
            assert abs(down) < 0.2 * along
        one, other = map(still, scenes)
        assert apart(one, other) > 100

    @pytest.mark.parametrize("name", ["bird-dog", "bird-dog-leg", "thread-the-needle"])
    @pytest.mark.parametrize("size", [96, 160, 200, 240, 440])
    def test_one_does_not_run_below_the_mat(self, qapp, name, size):
        scene = scene_of(BUILTIN[name])
        rect = QRectF(0, 0, size, size)
        view = scene.view(rect)
        mats = [one for one in scene.things(scene.there()[-1]) if one.kind == "mat"]
        mat = [path.boundingRect() for path in hidden_by(mats, view)]
        whole = mat[0].united(mat[-1])
        for way in ways_of(scene, rect, view, None):
            for x, y in way.points:
                assert not (whole.left() < x < whole.right() and y > whole.bottom())

    @pytest.mark.parametrize("name", ["bird-dog", "bird-dog-leg"])
    @pytest.mark.parametrize("size", [96, 120, 160, 240, 360, 600])
    def test_a_leg_is_lifted_no_higher_than_the_back(self, qapp, name, size):
        """An arrow above the foot would say to lift it on."""
        scene = scene_of(BUILTIN[name])
        rect = QRectF(0, 0, size, size)
        view = scene.view(rect)
        [way] = ways_of(scene, rect, view, None)
        _, foot = view.spot(landmark_point(scene.there()[-1], "right_foot"))
        assert way.points[-1][1] > foot - 0.06 * size

    @pytest.mark.parametrize("side", [None, "left"])
    def test_the_arrow_of_a_row_lies_at_the_hands_along_the_pull(self, qapp, side):
        """Beside the head it would say to lean back."""
        scene = scene_of(BUILTIN["band-row"])
        [points] = ways(scene, side)
        view = scene.view(RECT, side)
        hands = [
            view.spot(scene.end(side).point(INDEX[f"{one}_hand"], (0.0, -0.08, 0.0)))
            for one in ("right", "left")
        ]
        middle = points[len(points) // 2]
        assert min(dist(middle, hand) for hand in hands) < 0.2 * SIZE
        (along, down), pulled = way_of(scene, side), 1 if side == "left" else -1
        assert along * pulled > 0.1 * SIZE
        assert abs(down) < 0.4 * abs(along)

    @pytest.mark.parametrize(
        "name", ["diaphragmatic-breathing", "iso-neck-flexion", "band-row", "shoulder-rolls"]
    )
    def test_a_picture_that_is_turned_to_face_the_movement_has_none(self, qapp, name):
        scene = scene_of(BUILTIN[name])
        facing = (-scene.motion.camera.yaw_deg, 0.0)
        assert ways_of(scene, RECT, scene.view(RECT), None)
        assert not ways_of(scene, RECT, scene.view(RECT, None, facing), None)

    @pytest.mark.parametrize("palette", [LIGHT, DARK, LIGHT_HIGH_CONTRAST, DARK_HIGH_CONTRAST])
    def test_an_arrow_on_the_body_has_a_halo(self, qapp, palette):
        scene = scene_of(BUILTIN["bridge"])
        image = still(scene, palette)
        bare = still(scene, palette, arrows=False)
        for colour in (palette.arrow, palette.halo):
            assert pixels(image, colour) > pixels(bare, colour) + 40


class TestMarks:
    def test_a_rest_has_no_colours(self, qapp):
        scene = scene_of(BUILTIN["prone-lying"])
        assert scene.shown() == ((), ())


class TestGhosts:
    scene = staticmethod(lambda: scene_of(BUILTIN["sit-to-stand"]))

    def test_the_start_stands_pale_behind_the_end(self, qapp):
        image = still(self.scene())
        assert pixels(image, LIGHT.ghost) > 300
        assert pixels(image, LIGHT.top) > 300

    def test_there_is_none_where_no_movement_is_shown(self, qapp):
        assert pixels(still(self.scene(), arrows=False), LIGHT.ghost) < 20

    def test_a_wall_that_is_looked_through_hides_none(self, qapp):
        assert pixels(still(scene_of(BUILTIN["wall-angel"])), LIGHT.ghost) > 300

    def test_what_it_lies_on_is_below_it(self, qapp):
        lying = scene_of(BUILTIN["cat-cow"])
        assert pixels(still(lying), LIGHT.ghost) > 60
        assert pixels(still(lying), LIGHT.prop, 14) > 100

    def test_of_what_it_nearly_covers_no_sliver_is_left(self, qapp):
        """The legs of who stands stay where they are when the body bows."""
        hips = {"hips": {"flexion": 3}, "pelvis": {"tilt": 3}}
        bow = {"hips": {"flexion": 80}, "pelvis": {"tilt": 80}}
        side = {"yaw_deg": 90, "pitch_deg": 0}
        found = []
        for pose in (hips, bow):
            keyframes = [{"phase": "start", "ghost": True}, {"phase": "hold", "pose": pose}]
            shown = motion(keyframes=keyframes, camera=side, arrows=["chest"])
            found.append(pixels(still(scene_of_motion(shown)), LIGHT.ghost))
        little, far = found
        assert little < 30
        assert far > 300

    @pytest.mark.parametrize("name", ["posture-reset", "chest-opener-seated"])
    @pytest.mark.parametrize("side", [None, "left"])
    def test_none_of_its_hands_floats_below_a_seat(self, qapp, name, side):
        scene = scene_of(BUILTIN[name])
        size = 480
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        rect = QRectF(0, 0, size, size)
        paint_still(painter, rect, scene, LIGHT, side=side)
        painter.end()
        _, seat = scene.view(rect, side).spot((0.0, SEAT_M - 0.05, 0.035))
        pale = abs(colours_of(image)[round(seat) :] - rgba(QColor(LIGHT.ghost))).max(-1) <= 6
        assert pale.sum() < 20

    def test_a_nod_is_seen_to_begin_level(self, qapp):
        """With its second end pale it seemed to begin there, with the head laid back."""
        scene = scene_of(BUILTIN["neck-flexion-extension"])
        assert scene.ghosts() == ((0.0, scene.start()),)
        assert pixels(still(scene), LIGHT.ghost) > 150

    def test_a_curl_up_is_seen_to_be_small(self, qapp):
        scene = scene_of(BUILTIN["curl-up-mcgill"])
        assert pixels(still(scene), LIGHT.ghost) > 60
        assert hypot(*way_of(scene)) < 0.11 * SIZE

    def test_one_that_is_near_has_no_second_face(self, qapp):
        near, far = (still(scene_of(BUILTIN[name])) for name in ("chin-tuck-seated", "hip-hinge"))
        assert pixels(near, LIGHT.ghost) > 300
        assert pixels(near, LIGHT.ghost_hair, 3) < 10
        assert pixels(far, LIGHT.ghost_hair, 3) > 60

    @pytest.mark.parametrize("palette", [LIGHT, DARK])
    def test_it_ends_at_a_gap_before_what_is_held(self, qapp, palette):
        scene = scene_of(BUILTIN["chin-tuck-seated"])
        bare = still(scene, palette, arrows=False)
        near = covered_at(bare)
        for _ in range(2):
            near[1:-1, 1:-1] |= near[:-2, 1:-1] | near[2:, 1:-1] | near[1:-1, :-2] | near[1:-1, 2:]
        image = colours_of(still(scene, palette))
        near &= (image != colours_of(bare)).any(-1)
        for tone in (palette.ghost, palette.ghost_edge):
            alike = (abs(image - rgba(QColor(tone))) <= 6).all(-1)
            assert alike.any()
            assert (alike & near).sum() < 25  # the edge of the line around the body, some of it


class TestWhatMoves:
    def test_the_mouth_opens(self, qapp):
        scene = scene_of(BUILTIN["jaw-relaxation"])
        closed, half, wide = (
            pixels(still(scene, share=share, arrows=False), LIGHT.mouth) for share in (0, 0.5, 1)
        )
        assert 0 < closed < half < wide
        assert wide > 5 * closed

    def test_the_jaws_arrow_points_down(self, qapp):
        along, down = way_of(scene_of(BUILTIN["jaw-relaxation"]))
        assert down > 0.1 * SIZE
        assert abs(along) < 0.4 * down

    def test_a_face_that_is_turned_away_has_no_mouth(self, qapp):
        scene = scene_of(BUILTIN["jaw-relaxation"])
        image = still(scene, arrows=False, turned_deg=(150.0, 0.0))
        assert pixels(image, LIGHT.mouth) == 0

    def test_the_belly_comes_forward_with_the_breath(self, qapp):
        breath = {"phase": "hold", "pose": {"abdomen": {"expansion_cm": 4}}}
        camera = {"yaw_deg": 90, "pitch_deg": 0, "look_at": "trunk"}
        scene = scene_of_motion(
            motion(keyframes=[breath], camera=camera, arrows=["belly"], contacts=[])
        )
        out, in_ = (covered(still(scene, share=share, arrows=False)) for share in (1, 0))
        assert out > in_ + 50
        along, down = way_of(scene)
        assert along > 0.1 * SIZE
        assert abs(down) < 0.1 * along

    @pytest.mark.parametrize("name", ["jaw-relaxation", "diaphragmatic-breathing"])
    def test_a_frame_with_the_one_before_is_the_same_picture(self, qapp, name):
        scene = scene_of(BUILTIN[name])
        view = scene.view(RECT)

        def frame(share, before=None):
            image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            after = paint_stance(painter, scene, scene.stance(share), view, LIGHT, None, before)
            painter.end()
            return image, after

        first, before = frame(0.2)
        _, before = frame(0.9, before)
        kept, _ = frame(0.9, before)
        anew, _ = frame(0.9)
        assert apart(kept, anew) <= 4
        assert apart(first, anew) > 100
