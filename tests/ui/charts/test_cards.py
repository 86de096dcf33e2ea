"""The charts on their cards, as a person looks through them."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from posture_app.gallery import drawing
from posture_app.gallery.progress_samples import NEEDLED_ON, TODAY, course, questionnaires
from posture_app.journal.questionnaires import followed
from posture_app.ui.charts.axes import DayAxis
from posture_app.ui.charts.cards import ChartCards
from posture_app.ui.charts.series import day_number
from posture_app.ui.charts.table import ChartTable
from posture_app.words.catalogue import speaking
from tests.ui.acting import child, click, press

FIRST = TODAY - timedelta(days=90)


@pytest.fixture
def cards(make, qtbot):
    cards = make(ChartCards)
    qtbot.addWidget(cards)
    cards.show_course(course(FIRST))
    drawing.show_off_screen(cards, QSize(900, 900))
    return cards


@pytest.fixture
def plots(cards):
    return cards.course.plots


def span(plots):
    low, high = plots.shown
    return high - low


def told(cards):
    return child(cards, QLabel, "course-told").text()


def turn_wheel(plots, *, keys=Qt.KeyboardModifier.NoModifier):
    place = QPointF(plots.width() / 2, 60)
    event = QWheelEvent(
        place,
        QPointF(plots.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    QApplication.sendEvent(plots.viewport(), event)
    return event.isAccepted()


def test_all_plots_share_one_axis_of_time(plots, qtbot):
    press(qtbot, plots, Qt.Key.Key_Plus)
    ranges = {tuple(map(round, plot.getViewBox().viewRange()[0])) for plot in plots.plots}
    assert len(ranges) == 1


def test_keys_zoom_pan_and_show_all(plots, qtbot):
    whole = plots.shown
    press(qtbot, plots, Qt.Key.Key_Plus)
    near = span(plots)
    assert near < whole[1] - whole[0]
    before = plots.shown
    press(qtbot, plots, Qt.Key.Key_Left)
    assert plots.shown[0] < before[0]
    assert span(plots) == pytest.approx(near)
    press(qtbot, plots, Qt.Key.Key_Minus)
    assert span(plots) > near
    press(qtbot, plots, Qt.Key.Key_Home)
    assert plots.shown == pytest.approx(whole)


def test_nobody_gets_lost_beyond_the_days_there_are(plots, qtbot):
    whole = plots.shown
    for _again in range(30):
        press(qtbot, plots, Qt.Key.Key_Right)
        press(qtbot, plots, Qt.Key.Key_Minus)
    assert plots.shown == pytest.approx(whole)
    for _again in range(30):
        press(qtbot, plots, Qt.Key.Key_Plus)
    assert span(plots) >= 4


def test_the_keyboard_reads_day_by_day_and_skips_those_of_which_nothing_is_known(
    plots, cards, qtbot
):
    control = Qt.KeyboardModifier.ControlModifier
    press(qtbot, plots, Qt.Key.Key_Right, control)
    assert plots.here == TODAY
    assert told(cards).startswith("Thursday, 12 March 2026: pain 1 of 10")
    press(qtbot, plots, Qt.Key.Key_Left, control)
    known = [one.day for one in course(FIRST).days]
    assert plots.here == known[-2]
    assert plots.accessibleDescription() == told(cards)
    for _again in known:
        press(qtbot, plots, Qt.Key.Key_Left, control)
    assert plots.here == known[0]


def test_the_pointer_reads_what_it_is_at(plots, cards):
    box = plots.plots[0].getViewBox()
    spot = box.mapViewToScene(QPointF(day_number(NEEDLED_ON), 5))
    plots.scene().sigMouseMoved.emit(spot)
    assert plots.here == NEEDLED_ON
    assert "Dry needling" in told(cards)


def test_the_page_scrolls_until_the_wheel_is_meant_for_the_chart(plots):
    whole = span(plots)
    assert not turn_wheel(plots)
    assert span(plots) == pytest.approx(whole)
    assert turn_wheel(plots, keys=Qt.KeyboardModifier.ControlModifier)
    assert span(plots) < whole


def test_buttons_zoom_as_the_keys_do(cards, plots):
    whole = span(plots)
    click(cards, "course-zoom-in")
    assert span(plots) < whole
    click(cards, "course-zoom-all")
    assert span(plots) == pytest.approx(whole)


def test_there_is_no_menu_of_pyqtgraphs_own(plots):
    assert not any(plot.menuEnabled() or plot.getViewBox().menuEnabled() for plot in plots.plots)


def test_the_table_stands_in_the_place_of_the_chart(cards):
    height = cards.course.height()
    table = child(cards, ChartTable, "course-rows")
    assert table.model().rowCount() == 0  # nobody waits for what they may never look at
    click(cards, "course-table")
    drawing.settle()
    assert cards.course.shows_table
    assert table.isVisible()
    assert cards.course.height() == height
    model = table.model()
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Pain"
    assert model.index(0, 0).data() == "12 Mar 2026"
    cell = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert cell == "12 Mar 2026. Pain: 1"
    rows = model.rowCount()
    cards.show_course(course(TODAY - timedelta(days=13)))
    assert 0 < model.rowCount() < rows
    click(cards, "course-table")
    assert not cards.course.shows_table


def test_it_is_saved_as_points(cards, tmp_path):
    assert cards.course.save_to(tmp_path / "chart.png")
    image = QImage(str(tmp_path / "chart.png"))
    assert image.width() > 1000
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    }
    assert len(colours) > 10


def test_it_is_saved_as_lines_with_its_words(cards, tmp_path):
    assert cards.course.save_to(tmp_path / "chart.svg")
    text = (tmp_path / "chart.svg").read_text()
    assert "<svg" in text
    assert text.count("<polyline") + text.count("<path") > 20
    assert "Day by day" in text


def test_the_file_that_is_chosen_gets_its_ending_and_a_failure_is_said(
    cards, tmp_path, monkeypatch
):
    def choose(*_args):
        return str(tmp_path / "mine"), "Drawing (*.svg)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    click(cards, "course-save")
    assert (tmp_path / "mine.svg").exists()
    assert told(cards) == "Saved as mine.svg."
    gone = tmp_path / "gone" / "mine.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(gone), ""))
    click(cards, "course-save")
    assert told(cards) == "mine.png could not be written there. Choose another folder."


def test_days_are_named_as_many_as_have_room_and_in_the_persons_language(theme):
    first = day_number(TODAY)
    with speaking("de"):
        axis = DayAxis(theme, shows_words=True)
        [(step, places)] = axis.tickValues(first, first + 400, 800)
        names = axis.tickStrings(places, 1.0, step)
    assert names[:3] == ["Apr", "Mai", "Jun"]
    assert "2027" in names
    [(step, places)] = axis.tickValues(first, first + 6, 800)
    assert step == 1
    assert axis.tickStrings(places, 1.0, step)[0] == "13 Mar"


def test_another_theme_redraws_and_keeps_what_is_in_sight(cards, plots, theme, qtbot):
    chosen = theme.appearance, theme.text_scale
    press(qtbot, plots, Qt.Key.Key_Plus)
    before = plots.shown
    try:
        theme.choose("dark")
        assert plots.backgroundBrush().color() == theme.colour("surface")
        assert plots.shown == pytest.approx(before)
    finally:
        theme.choose(*chosen)


def test_the_questionnaires_have_a_chart_of_points_from_the_second_time_on(cards, qtbot):
    chart = cards.questionnaires
    assert chart.isHidden()
    cards.show_questionnaires(followed(questionnaires()[:1]))
    assert chart.isHidden()
    cards.show_questionnaires(followed(questionnaires()))
    assert not chart.isHidden()
    assert len(chart.plots.plots) == 2  # how it is on the whole is a change, and no course
    assert all(
        item.opts["pen"] is None for plot in chart.plots.plots for item in plot.listDataItems()
    )
    press(qtbot, chart.plots, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    told = child(chart, QLabel, "questionnaires-chart-told").text()
    assert told == "Friday, 27 February 2026: My activities 6.5 of 10"
    cards.show_questionnaires(())
    assert chart.isHidden()
