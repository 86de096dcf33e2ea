"""The legend below a figure: what its colours mean."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor

from posture_app.library.files import builtin_path, read
from posture_app.library.model import Muscles
from posture_app.ui.figure.arrow_paths import pen_of, shapes_of
from posture_app.ui.figure.legend import MuscleLegend, legend_entries, sign_of
from posture_app.ui.figure.palette import figure_palette
from tests.body.motions import TURN
from tests.factory import exercise
from tests.ui.colours import colours_of
from tests.ui.test_figure import pixels

BUILTIN = {one.id: one for one in read(builtin_path()).exercises}


class TestTheLegend:
    def test_it_names_what_the_figure_shows(self, make, qtbot):
        some = Muscles(primary=("erector spinae",))
        legend = make(MuscleLegend, exercise("turn", category="strength", muscles=some))
        qtbot.addWidget(legend)
        assert legend.accessibleName() == "Works"
        legend.show_exercise(exercise("turn", category="stretch", muscles=some))
        assert legend.accessibleName() == "Stretches"
        assert legend.sizeHint().width() > 0

    def test_it_tells_what_lies_deep(self, make, qtbot):
        some = Muscles(primary=("piriformis", "gluteus maximus"))
        legend = make(MuscleLegend, exercise("turn", category="stretch", muscles=some))
        qtbot.addWidget(legend)
        assert legend.accessibleName() == "Stretches, Lies deep"
        alone = Muscles(primary=("piriformis",))
        legend.show_exercise(exercise("turn", category="strength", muscles=alone))
        assert legend.accessibleName() == "Works, lies deep"
        legend.show_exercise(exercise("turn", category="stretch", muscles=some))
        legend.resize(legend.sizeHint())
        colours = {QColor(pixel).name() for pixel in pixels(legend.grab().toImage())}
        assert figure_palette(make.theme.palette).stretch in colours

    def test_it_tells_the_sign_of_what_strains_without_moving(self, make, qtbot):
        legend = make(MuscleLegend, BUILTIN["iso-neck-side"])
        qtbot.addWidget(legend)
        assert legend.accessibleName() == "Works, Without movement"
        legend.resize(legend.sizeHint())
        arrow = figure_palette(make.theme.palette).arrow
        image = legend.grab().toImage()
        assert [QColor(pixel).name() for pixel in pixels(image)].count(arrow) > 20
        legend.show_exercise(BUILTIN["abdominal-brace"])
        assert legend.accessibleName().endswith("Without movement")
        legend.show_exercise(BUILTIN["neck-side-bend"])
        assert "movement" not in legend.accessibleName()

    def test_it_says_nothing_of_a_press_beside_arrows_that_move(self, qapp):
        press, brace, moves = (
            BUILTIN[one] for one in ("iso-neck-side", "abdominal-brace", "bridge")
        )
        assert {one.sign for one in legend_entries([press, brace])} == {None, "press", "tension"}
        assert {one.sign for one in legend_entries([press, brace, moves])} == {None, "tension"}

    def test_no_letter_is_cut_off(self, make, qtbot):
        legend = make(MuscleLegend, BUILTIN["iso-neck-flexion"])
        qtbot.addWidget(legend)
        hint = legend.sizeHint()
        legend.resize(hint.width() + 20, hint.height())
        colours = colours_of(legend.grab().toImage())
        assert (colours[:, hint.width() :] == colours[0, -1]).all()

    def test_what_a_ball_presses_is_not_called_stretched(self, make, qtbot):
        legend = make(MuscleLegend, BUILTIN["ball-upper-trap"])
        qtbot.addWidget(legend)
        assert legend.accessibleName() == "Is pressed"
        legend.show_exercise(BUILTIN["suboccipital-release"])
        assert legend.accessibleName() == "Is pressed, lies deep"
        legend.show_exercise(BUILTIN["upper-trap-stretch"])
        assert legend.accessibleName() == "Stretches"

    def test_without_muscles_it_takes_no_room(self, make, qtbot):
        legend = make(MuscleLegend, exercise("turn", motion=TURN))
        qtbot.addWidget(legend)
        assert legend.accessibleName() == ""
        assert legend.sizeHint() == QSize(0, 0)


def test_the_arrow_of_what_presses_lies_in_its_swatch():
    place, width = QRectF(10, 5, 26, 14), 1.6
    sign = sign_of("press", place, width)
    [(line, tip)] = shapes_of(sign, pen_of(width))
    assert place.contains(line.boundingRect().united(tip.boundingRect()))
    (left, y), (right, level) = sign.points
    assert right - left > 8 * width
    assert y == level == place.center().y()
