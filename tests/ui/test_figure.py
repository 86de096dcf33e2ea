"""The figure painted: what is seen, what follows the coach, and what a person may do with it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter
from PySide6.QtTest import QTest

from posture_app.body.motion import position_motion
from posture_app.body.props import props_at
from posture_app.body.skeleton import frames_of
from posture_app.ui.figure.drawing import Drawing, LineWidths
from posture_app.ui.figure.layers import grid_of
from posture_app.ui.figure.mesh import load_mesh
from posture_app.ui.figure.muscle_layout import ShownMuscles
from posture_app.ui.figure.order import order_of
from posture_app.ui.figure.palette import (
    DARK,
    DARK_HIGH_CONTRAST,
    LIGHT,
    LIGHT_HIGH_CONTRAST,
    figure_palette,
)
from posture_app.ui.figure.picture import paint_stance, paint_still
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.scene import scene_of_motion
from posture_app.ui.figure.topology import topology_of
from posture_app.ui.figure.widget import FRAME_MS, FigureStill, FigureWidget
from posture_app.ui.theme import tokens
from tests.body.motions import BRIDGE, CAT_COW, TURN, motion
from tests.factory import exercise
from tests.there import there
from tests.ui.colours import bytes_of


def painted(draw, size=200):
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def still(scene, **options):
    return painted(lambda painter, rect: paint_still(painter, rect, scene, LIGHT, **options))


def pixels(image):
    """All pixels, row by row, each as one number: 0xAARRGGBB."""
    return memoryview(image.constBits()).cast("I")


def places(image, numbers):
    """Where pixels lie, as (x, y), by their numbers in `pixels`."""
    return [(number % image.width(), number // image.width()) for number in numbers]


def ink(image):
    """The painted pixels, as (x, y)."""
    return places(
        image, (number for number, pixel in enumerate(pixels(image)) if pixel >> 24 > 200)
    )


def name_of(pixel):
    """A pixel's colour as `#rrggbb`."""
    return f"#{pixel & 0xFFFFFF:06x}"


def unlike_pixels(one, other):
    """The numbers of the pixels that differ between two pictures of one size."""
    pairs = zip(pixels(one), pixels(other), strict=True)
    return [number for number, (here, there) in enumerate(pairs) if here != there]


class TestStills:
    def test_start_and_end_differ(self, qapp):
        scene = scene_of_motion(BRIDGE)
        assert still(scene, share=0.0, arrows=False) != still(scene, share=1.0, arrows=False)

    def test_arrows_are_added(self, qapp):
        scene = scene_of_motion(CAT_COW)
        assert still(scene, arrows=True) != still(scene, arrows=False)

    def test_the_figure_fills_its_place_and_stays_inside(self, qapp):
        spots = ink(still(scene_of_motion(position_motion("standing")), arrows=False))
        top, bottom = min(y for _, y in spots), max(y for _, y in spots)
        assert 5 <= top <= 20
        assert 180 <= bottom <= 198

    def test_the_left_side_is_the_mirror_image(self, qapp):
        scene = scene_of_motion(
            motion(
                "standing",
                camera={"yaw_deg": 0, "pitch_deg": 0},
                keyframes=[{"phase": "hold", "pose": {"right_shoulder": {"abduction": 90}}}],
            )
        )
        right = still(scene, side="right", arrows=False)
        left = still(scene, side="left", arrows=False).flipped(Qt.Orientation.Horizontal)
        different = sum(
            abs(right.pixelColor(*place).lightness() - left.pixelColor(*place).lightness()) > 60
            for place in places(right, unlike_pixels(right, left))
            if place[0] % 3 == place[1] % 3 == 0
        )
        assert different < 40

    def test_muscles_glow_on_the_side_that_is_seen(self, qapp):
        plain = position_motion("standing")
        glowing = replace(plain, works=("erector spinae",))
        for turn, seen in ((-35.0, False), (145.0, True)):
            options = {"arrows": False, "turned_deg": (turn, 0.0)}
            a, b = (
                still(scene_of_motion(plain), **options),
                still(scene_of_motion(glowing), **options),
            )
            assert (a != b) is seen

    def test_a_shoulder_hides_no_muscle_of_the_trunk(self, qapp):
        plain = position_motion("standing")
        glowing = replace(plain, lengthens=("right middle trapezius",))
        options = {"arrows": False, "turned_deg": (110.0, 0.0)}
        bare, shown = (still(scene_of_motion(one), **options) for one in (plain, glowing))
        stretched = [
            number
            for number in unlike_pixels(bare, shown)
            if tokens.contrast(name_of(pixels(shown)[number]), LIGHT.stretch) < 1.5
        ]
        assert len(stretched) > 60

    def test_no_muscle_shows_through_what_is_nearer(self, qapp):
        """From the feet, bent legs hide the chest behind them."""
        plain = motion("hook_lying", camera={"yaw_deg": -10, "pitch_deg": 10})
        glowing = replace(plain, works=("pectoralis major", "serratus anterior"))
        bare, shown = (still(scene_of_motion(one), arrows=False) for one in (plain, glowing))
        trousers = QColor(LIGHT.trousers).rgba()
        legs = {number for number, pixel in enumerate(pixels(bare)) if pixel == trousers}
        assert len(legs) > 1000
        assert not legs.intersection(unlike_pixels(bare, shown))

    @pytest.mark.parametrize("yaw", [72, 97, 104, 150])
    def test_no_edge_of_a_wall_cuts_the_body(self, qapp, yaw):
        """Before the body a wall is cut away, behind it nothing of it shows."""
        camera = {"yaw_deg": yaw, "pitch_deg": 6}
        walled = scene_of_motion(motion("standing_at_wall", camera=camera))
        stance, view = walled.stance(0), walled.view(QRectF(0, 0, 400, 400))

        def seen(scene):
            return painted(
                lambda painter, _: paint_stance(painter, scene, stance, view, LIGHT), 400
            )

        bare, shown = seen(scene_of_motion(motion("standing", camera=camera))), seen(walled)
        cloth = {QColor(LIGHT.top).rgba(), QColor(LIGHT.trousers).rgba()}
        body = [number for number, pixel in enumerate(pixels(bare)) if pixel in cloth]
        assert len(body) > 1000
        darkened = [
            QColor.fromRgb(pixels(bare)[number]).lightness()
            - QColor.fromRgb(pixels(shown)[number]).lightness()
            for number in body
        ]
        assert max(darkened) < 2

    def test_a_towel_is_folded_flat(self, qapp):
        scene = scene_of_motion(
            motion(
                "hook_lying",
                camera={"yaw_deg": 90, "pitch_deg": 0},
                props=[{"kind": "towel", "at_m": [0.0, 0.03, 1.2]}],
            )
        )
        without = scene_of_motion(
            motion("hook_lying", camera={"yaw_deg": 90, "pitch_deg": 0}, props=[])
        )
        view = scene.view(QRectF(0, 0, 400, 400))

        def seen(one):
            stance = one.stance(0)
            return painted(lambda painter, _: paint_stance(painter, one, stance, view, LIGHT), 400)

        a, b = seen(scene), seen(without)
        spots = places(a, unlike_pixels(a, b))
        width = max(x for x, _ in spots) - min(x for x, _ in spots)
        height = max(y for _, y in spots) - min(y for _, y in spots)
        assert width > 2.5 * height

    def test_a_still_has_no_pixmap_in_it(self, qapp, tmp_path):
        path = tmp_path / "still.pdf"
        writer = QPdfWriter(str(path))
        painter = QPainter(writer)
        paint_still(painter, QRectF(0, 0, 2000, 2000), scene_of_motion(CAT_COW), LIGHT)
        painter.end()
        assert b"/Subtype /Image" not in path.read_bytes()

    @pytest.mark.parametrize("palette", [LIGHT, DARK, LIGHT_HIGH_CONTRAST, DARK_HIGH_CONTRAST])
    def test_it_is_there_in_every_palette_at_icon_size(self, qapp, palette):
        scene = scene_of_motion(TURN)
        image = painted(lambda painter, rect: paint_still(painter, rect, scene, palette), 64)
        assert len(ink(image)) > 300


def unlike(one, other):
    """How far the two most different bytes of two pictures are apart, 0 to 255."""
    return abs(bytes_of(one) - bytes_of(other)).max()


def share_unlike(one, other, by):
    """The share of pixels of which a colour differs by more than so much, 0 to 1."""
    differs = (abs(bytes_of(one) - bytes_of(other)) > by).reshape(-1, 4).any(-1)
    return differs.sum() / (one.width() * one.height())


class TestWhatIsTakenOver:
    @pytest.mark.parametrize("shown", [CAT_COW, replace(CAT_COW, works=("erector spinae",))])
    def test_a_frame_with_the_one_before_is_the_same_picture(self, qapp, shown):
        """What moves may be off by half a pixel: that is what a limb's edge may differ by."""
        scene = scene_of_motion(shown)
        view = scene.view(QRectF(0, 0, 200, 200))
        before = None
        for share in (0.0, 0.3, 0.3001, 0.3002, 0.31, 0.32, 0.34, 0.7):
            stance = scene.stance(share)

            def draw(painter, _rect, stance=stance, memory=before):
                nonlocal before
                before = paint_stance(painter, scene, stance, view, LIGHT, None, memory)

            kept = painted(draw)
            anew = painted(
                lambda painter, _rect, stance=stance: paint_stance(
                    painter, scene, stance, view, LIGHT
                )
            )
            assert share_unlike(kept, anew, 150) < 0.001
            assert share_unlike(kept, anew, 24) < 0.02

    def test_what_stands_still_is_the_same_picture_by_way_of_layers(self, qapp):
        scene = scene_of_motion(CAT_COW)
        view = scene.view(QRectF(0, 0, 200, 200))
        before = None
        pictures = []
        for _ in range(4):

            def draw(painter, _rect, memory=before):
                nonlocal before
                before = paint_stance(painter, scene, scene.stance(0.5), view, LIGHT, None, memory)

            pictures.append(painted(draw))
        assert any(there(before).layers.values())
        assert share_unlike(pictures[0], pictures[3], 24) < 0.001

    def test_what_hardly_moves_does_not_fall_behind(self, qapp):
        scene = scene_of_motion(CAT_COW)
        view = scene.view(QRectF(0, 0, 200, 200))
        before = None
        for step in range(200):
            stance = scene.stance(step / 400)

            def draw(painter, _rect, stance=stance, memory=before):
                nonlocal before
                before = paint_stance(painter, scene, stance, view, LIGHT, None, memory)

            kept = painted(draw)
        anew = painted(
            lambda painter, _rect: paint_stance(
                painter, scene, scene.stance(199 / 400), view, LIGHT
            )
        )
        assert share_unlike(kept, anew, 90) < 0.001

    def test_the_order_is_found_anew_when_the_body_has_moved(self, qapp):
        scene = scene_of_motion(CAT_COW)
        topology = topology_of(load_mesh())

        def order(share, before, size=200):
            view = scene.view(QRectF(0, 0, size, size))
            return order_of(Projection(topology, frames_of(scene.stance(share)), view), before)

        first = order(0.5, None)
        assert order(0.5, first) is first
        assert order(0.9, first) is not first
        assert order(0.5, first, 99) is not first

    def test_a_turned_view_takes_nothing_over(self, qapp):
        scene = scene_of_motion(CAT_COW)
        views = [scene.view(QRectF(0, 0, 200, 200), None, (yaw, 0.0)) for yaw in (0.0, 0.0, 3.0)]
        kept = []
        before = None
        for view in views:

            def draw(painter, _rect, view=view, memory=before):
                nonlocal before
                before = paint_stance(painter, scene, scene.stance(0.5), view, LIGHT, None, memory)

            painted(draw)
            kept.append(there(before).drawing)
        assert kept[0] is kept[1]
        assert kept[1] is not kept[2]


class TestLayers:
    def test_blocks_that_stand_still_become_a_layer_that_looks_the_same(self, qapp):
        scene = scene_of_motion(position_motion("sitting"))
        view = scene.view(QRectF(0, 0, 200, 200))
        before = None
        pictures = []
        for _ in range(3):

            def draw(painter, _rect, memory=before):
                nonlocal before
                before = paint_stance(painter, scene, scene.stance(0), view, LIGHT, None, memory)

            pictures.append(painted(draw))
        assert any(there(before).standing.values())
        assert unlike(pictures[0], pictures[2]) <= 8

    def test_what_one_lies_on_stays_where_it_is_while_the_body_moves(self, qapp):
        scene = scene_of_motion(CAT_COW)
        start = scene.there()[0]
        mats = [
            thing
            for frames in scene.there()
            for thing in props_at(scene.motion, frames, (start,))
            if thing.kind == "mat"
        ]
        assert len(mats) == len(scene.there())
        assert len(set(mats)) == 1

    def test_vectors_and_turned_pictures_have_no_grid(self, qapp, tmp_path):
        writer = QPdfWriter(str(tmp_path / "page.pdf"))
        on_paper = QPainter(writer)
        assert grid_of(on_paper) is None
        on_paper.end()

        def turn(painter, _rect):
            painter.rotate(10)
            assert grid_of(painter) is None

        painted(turn)


class TestLines:
    """Lines have one width in pixels, whatever the size of the picture."""

    def drawing(self, size, lines):
        scene = scene_of_motion(position_motion("standing"))
        view = scene.view(QRectF(0, 0, size, size))
        drawing = Drawing(topology_of(load_mesh()), view, lines, ShownMuscles(), shaded=False)
        drawing.follow(Projection(drawing.topology, frames_of(scene.stance(0)), view))
        return drawing

    @pytest.mark.parametrize("size", [200, 800])
    def test_the_contour_is_as_wide_as_it_is_meant_to_be(self, qapp, size):
        wide, bare = (
            self.drawing(size, LineWidths(2.0, 1.2)),
            self.drawing(size, LineWidths(0.0, 0.0)),
        )
        head = wide.topology.mesh.parts.index("head")
        grown, inner = (one.parts[head].contour.boundingRect() for one in (wide, bare))
        assert inner.top() - grown.top() == pytest.approx(2.0, abs=0.1)
        forearm = wide.topology.mesh.parts.index("right_forearm")
        grown, inner = (one.parts[forearm].inner.boundingRect() for one in (wide, bare))
        assert inner.left() - grown.left() == pytest.approx(1.2, abs=0.15)

    @pytest.mark.parametrize(("size", "contour"), [(400, 2.0), (140, 2.0), (96, 1.4), (48, 1.1)])
    def test_icons_have_thinner_ones(self, qapp, size, contour):
        scene = scene_of_motion(position_motion("standing"))
        made = []

        def draw(painter, rect):
            view = scene.view(rect)
            made.append(paint_stance(painter, scene, scene.stance(0), view, LIGHT))

        painted(draw, size)
        assert made[0].drawing.lines.contour == pytest.approx(contour, abs=0.01)


def test_palettes_follow_the_window():
    assert figure_palette(tokens.LIGHT) is LIGHT
    assert figure_palette(tokens.DARK) is DARK
    assert figure_palette(tokens.LIGHT_HIGH_CONTRAST) is LIGHT_HIGH_CONTRAST
    assert figure_palette(tokens.DARK_HIGH_CONTRAST) is DARK_HIGH_CONTRAST


@pytest.fixture
def figure(qtbot, make):
    widget = make(FigureWidget, exercise("turn", motion=TURN))
    widget.resize(200, 200)
    qtbot.addWidget(widget)
    widget.show()
    return widget


class TestTheWidget:
    def test_it_follows_the_coach(self, figure):
        figure.show_moment("prepare", 1, 5)
        start = figure.grab().toImage()
        figure.show_moment("move", 2, 2)
        assert figure.grab().toImage() != start

    def test_a_jump_is_a_way(self, figure):
        figure.show_moment("prepare", 4, 5)
        figure.show_moment("hold", 0.0, 20)
        early = figure.grab().toImage()
        figure.show_moment("hold", 5.0, 20)
        assert figure.grab().toImage() != early

    def test_what_is_tensed_without_moving_has_rays_while_it_is_held(self, figure):
        keyframes = [{"phase": "hold", "pose": {}}]
        tensed = motion("hook_lying", keyframes=keyframes, arrows=["belly"])
        figure.set_exercise(exercise("brace", motion=tensed))
        arrow = figure_palette(figure._theme.palette).arrow

        def rays(phase):
            figure.show_moment(phase, 3.0, 5)
            grabbed = figure.grab().toImage()
            return sum(name_of(pixel) == arrow for pixel in pixels(grabbed))

        assert rays("rest") == rays("move") == 0
        assert rays("hold") > 8

    def test_what_only_breathes_is_drawn_ten_times_a_second(self, figure, monkeypatch):
        at_ms = 0
        monkeypatch.setattr(figure, "_read_ms", lambda: at_ms)
        monkeypatch.setattr(figure, "_begun_ms", 0)

        def drawn(phase, first_s, frames):
            nonlocal at_ms
            shown = []
            for frame in range(frames):
                at_ms += FRAME_MS
                figure.show_moment(phase, first_s + frame * FRAME_MS / 1000, 60)
                shown.append(figure._stance)
            return len({id(stance) for stance in shown})

        figure.show_moment("prepare", 0.0, 60)
        assert drawn("move", 0.0, 30) == 30
        figure.show_moment("hold", 0.0, 60)
        figure.show_moment("hold", 2.0, 60)
        # Every fourth frame comes later than a tenth of a second after the last that was drawn.
        assert drawn("hold", 2.0, 32) in {8, 9}

    def test_arrow_keys_turn_it_and_home_turns_it_back(self, figure):
        QTest.keyClick(figure, Qt.Key.Key_Right)
        QTest.keyClick(figure, Qt.Key.Key_Up)
        assert figure.turned_deg == (15.0, 15.0)
        QTest.keyClick(figure, Qt.Key.Key_Home)
        assert figure.turned_deg == (0.0, 0.0)

    def test_the_mouse_turns_it(self, figure):
        QTest.mousePress(figure, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
        QTest.mouseMove(figure, QPoint(60, 100))
        QTest.mouseRelease(figure, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
        assert figure.turned_deg[0] == pytest.approx(20.0)

    def test_it_is_never_turned_upside_down(self, figure):
        for _ in range(30):
            figure.turn(0, 15)
        assert figure.turned_deg[1] <= 89

    def test_reduced_motion_shows_both_ends_and_stands_still(self, figure):
        figure.set_reduced_motion(True)
        figure.show_moment("move", 0.1, 2)
        early = figure.grab().toImage()
        figure.show_moment("move", 1.5, 2)
        assert figure.grab().toImage() == early

    def test_it_plays_alone_only_while_it_is_seen(self, figure):
        figure.play_alone()
        assert figure._timer.isActive()
        figure.hide()
        assert not figure._timer.isActive()
        figure.show()
        assert figure._timer.isActive()
        figure.set_reduced_motion(True)
        assert not figure._timer.isActive()

    def test_it_says_what_it_is(self, figure):
        assert figure.accessibleName() == "Figure: Turn"
        assert "Arrow keys" in figure.accessibleDescription()

    def test_an_exercise_without_a_motion_shows_its_start(self, qtbot, make):
        widget = make(FigureStill, exercise("plain", position="prone"))
        widget.resize(100, 100)
        qtbot.addWidget(widget)
        assert len(ink(widget.grab().toImage())) > 300
