"""The cards in the corner: the notice before a break, and a break as a card."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton

from posture_app.coach.break_exercises import Situation, choices
from posture_app.coach.pain_rule import Condition
from posture_app.coach.suitability import Profile, fit, fits_a_break
from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import settle
from posture_app.library.files import load
from posture_app.library.model import Dose
from posture_app.reminders.exercise_selection import care_of_anybody
from posture_app.ui.figure.legend import MuscleLegend
from posture_app.ui.overlay.monitors import Monitor
from posture_app.ui.overlay.moving_figure import MovingBreakFigure
from posture_app.ui.overlay.notice import NoticeCard
from posture_app.ui.overlay.panel import DONE_LINES, BreakMoment
from posture_app.ui.overlay.snapshots import NoticeSnapshot, Skipped
from posture_app.ui.overlay.windows import BreakCard
from posture_app.ui.player.session_layout import FigureGround
from posture_app.ui.theme.tokens import TEXT_SCALES
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.labels import ElidedLabel, Label
from posture_app.words.catalogue import speaking
from posture_app.words.safety import for_a_break, with_hint
from tests.factory import exercise, library
from tests.there import there
from tests.ui.overlay.conftest import BREAK

# The offscreen platform says this of every tool window that is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support raise")

NOTICE = NoticeSnapshot(
    kind="micro", name="Micro-break", starts_in_s=20, snooze_s=300, snoozes_left=1
)


def test_the_notice_says_when_it_waits_for_a_gap_in_typing(stage):
    stage.presenter.show_notice(NOTICE)
    card = stage.presenter._notice_card
    before = stage.text("notice_detail", card)
    stage.after(20)
    stage.presenter.wait()
    assert stage.text("notice_detail", card) == "It begins when your hands rest for a moment."
    stage.after(1)
    assert card.ring._shown[0] == "…"
    assert stage.presenter.deadline.timer.interval() == 85_000
    stage.presenter.hide_notice()
    stage.presenter.show_notice(NOTICE)
    assert stage.text("notice_detail", card) == before
    assert card.ring._shown[0] == "20"


def test_the_card_counts_and_asks_like_the_rest(stage):
    stage.open(strictness="card")
    assert stage.windows == ()
    card = stage.presenter._card
    assert stage.visible_surfaces() == [card]
    assert card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert all(
        one.focusPolicy() == Qt.FocusPolicy.NoFocus for one in card.findChildren(QPushButton)
    )
    stage.after(7)
    assert stage.text("break_exercise", card) == "Tuck"
    stage.click("break_done", card)
    assert stage.told[-1] == ("done_wanted", "micro")
    stage.presenter.close()
    assert stage.visible_surfaces() == []


def test_the_card_has_room_for_the_reasons_and_gives_it_back(stage):
    stage.open(strictness="card")
    card = stage.presenter._card
    stage.after(3)
    before = card.geometry()
    stage.click("break_skip", card)
    QApplication.processEvents()
    assert card.geometry().height() > before.height()
    assert card.geometry().bottom() == before.bottom()
    assert clipped(card) == []
    stage.click("break_back", card)
    QApplication.processEvents()
    assert card.geometry() == before


@pytest.mark.parametrize("width", [900, 1180])
def test_no_way_out_of_a_card_is_left_over_on_a_line_of_its_own(qtbot, theme, width):
    chosen = theme.appearance, theme.text_scale
    theme.choose("dark", 2.0)
    with speaking("de"):
        card = BreakCard(theme, None)
        qtbot.addWidget(card)
        card.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        card.panel.show_break(BREAK)
        screen = QRect(0, 0, width, 900)
        card.show_on(Monitor("A", screen, screen))
        settle()
        ways = [one for one in card.panel.controls.findChildren(QPushButton) if one.isVisible()]
        theme.choose(*chosen)
        assert clipped(card) == []
    assert len(ways) == 4
    lines = Counter(one.y() for one in ways)
    assert set(lines.values()) == ({2} if width == 900 else {4})
    # What fills its line has its right edge where the line above has it.
    assert len({max(one.geometry().right() for one in ways if one.y() == y) for y in lines}) == 1


@pytest.mark.parametrize(("left_s", "is_promised"), [(30.0, True), (2.0, False)])
def test_a_rest_is_promised_where_some_of_the_break_is_left(qtbot, theme, left_s, is_promised):
    card = BreakCard(theme, None)
    qtbot.addWidget(card)
    card.panel.show_break(BREAK)
    card.panel.show_moment(BreakMoment(left_s))
    assert card.panel._name.text() == DONE_LINES[0]
    assert card.panel._prompt.text() == (DONE_LINES[1] if is_promised else "")


@pytest.mark.parametrize(("at_s", "count"), [(30.0, "30"), (2.0, "")])
def test_where_no_rest_is_left_nothing_is_counted_and_the_ring_is_whole(qtbot, theme, at_s, count):
    card = BreakCard(theme, None)
    qtbot.addWidget(card)
    card.panel.show_break(BREAK)
    card.panel.show_moment(BreakMoment(at_s))
    assert card.panel.ring.shown_number == count
    card.panel.show_moment(BreakMoment(0.0))  # no "0 seconds" either
    assert card.panel.ring._shown[:3] == ("", "", 1.0)


@pytest.mark.parametrize("size", [(640, 480), (800, 600), (1280, 720)])
def test_at_twice_the_text_a_card_keeps_to_a_small_screen(qtbot, theme, size):
    chosen = theme.appearance, theme.text_scale
    theme.choose("dark", 2.0)
    screen = QRect(0, 0, *size)
    with speaking("de"):
        card, notice = BreakCard(theme, None), NoticeCard(theme)
        for one in (card, notice):
            qtbot.addWidget(one)
            one.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        choice = there(BREAK.choice)
        care = care_of_anybody(load(language="de").library.exercises["neck-rotation"])
        card.panel.show_break(replace(BREAK, choice=choice, care=care, rest=choice.exercise))
        notice.show_notice(NOTICE)

        def keeps_to(shown):
            shown.show_on(Monitor("A", screen, screen))
            settle()
            assert screen.contains(shown.geometry()), (size, shown.geometry())
            assert clipped(shown) == []

        keeps_to(notice)
        keeps_to(card)
        for press in (card.panel.controls._ask, card.panel.controls.ask_no_more, card.panel.read):
            press()
            keeps_to(card)
        card.panel.show_moment(BreakMoment(2.0))
        keeps_to(card)
        theme.choose(*chosen)


def test_most_of_what_is_to_be_taken_care_of_is_in_sight(qtbot, theme):
    with speaking("de"):
        card = BreakCard(theme, None)
        qtbot.addWidget(card)
        screen = QRect(0, 0, 1280, 800)
        care = care_of_anybody(load(language="de").library.exercises["neck-rotation"])
        card.panel.show_break(replace(BREAK, care=care))
        card.show_on(Monitor("A", screen, screen))
        narrow = card.width()
        card.panel.read()
        settle()
    sheet = there(card.panel._sheet)
    assert sheet.area.verticalScrollBar().maximum() == 0
    assert card.width() > narrow
    assert screen.contains(card.geometry())


def test_side_and_repetition_have_a_line_each_in_the_card(stage):
    dose = Dose(model="reps_with_hold", reps=3, hold_s=5, relax_s=2)
    turn = exercise("turn", dose, sides="each", desk=True)
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    [choice] = choices(library([turn]), Situation(seconds=60), now=now)
    stage.open(strictness="card", choice=choice)
    stage.after(7)
    where = stage.text("break_where", stage.presenter._card)
    assert where == "Left side\nRepetition 1 of 3"
    QApplication.processEvents()
    assert clipped(stage.presenter._card) == []


def test_the_card_stays_in_its_corner_when_its_exercise_comes_later(stage):
    stage.open(strictness="card", choice=None)
    card = stage.presenter._card
    before = card.geometry()
    stage.presenter.offer(BREAK.choice)
    QApplication.processEvents()
    assert card.geometry().height() > before.height()
    assert card.geometry().bottomRight() == before.bottomRight()


def test_the_notice_counts_down_and_offers_three_things(stage):
    stage.presenter.show_notice(NOTICE)
    card = stage.presenter._notice_card
    assert stage.visible_surfaces() == [card]
    assert stage.text("notice_title", card) == "Micro-break soon"
    stage.after(5)
    assert card.ring._shown[0] == "15"
    for name in ("notice_start", "notice_later", "notice_skip"):
        stage.click(name, card)
    assert stage.told == [
        ("start_wanted", "micro"),
        ("snooze_wanted", "micro"),
        ("skip_wanted", Skipped("micro", None)),
    ]
    stage.presenter.hide_notice()
    assert stage.visible_surfaces() == []


def test_the_notice_goes_when_the_break_opens(stage):
    stage.presenter.show_notice(NOTICE)
    stage.after(20)
    stage.open()
    assert set(stage.visible_surfaces()) == set(stage.windows)


def test_the_count_stays_in_its_place_when_the_card_takes_that_of_the_notice(qtbot, theme):
    screen = Monitor("A", QRect(0, 0, 1280, 800), QRect(0, 0, 1280, 800))
    card, notice = BreakCard(theme, None), NoticeCard(theme)
    card.panel.show_break(BREAK)
    notice.show_notice(NOTICE)
    for one in (card, notice):
        qtbot.addWidget(one)
        one.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        one.show_on(screen)
        settle()
    edges = {one.mapToGlobal(QPoint(one.width(), 0)).x() for one in (card.panel.ring, notice.ring)}
    assert len(edges) == 1


def test_a_strict_break_is_not_skipped_by_its_notice(stage):
    stage.presenter.show_notice(replace(NOTICE, strictness="strict", snoozes_left=0))
    card = stage.presenter._notice_card
    assert not card.skip.isVisible()
    assert not card.later.isVisible()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_nothing_of_the_card_takes_a_second_line(qtbot, theme, scale, language):
    theme.choose("light", scale)
    try:
        with speaking(language):
            card = BreakCard(theme, partial(MovingBreakFigure, reduced_motion=True))
            qtbot.addWidget(card)
            screen = QRect(0, 0, 1280, 800)
            panel = card.panel
            panel.figure.setUpdatesEnabled(False)  # it is laid out, and nobody looks at it
            desk = [one for one in load(language=language).library.exercises.values() if one.desk]
            for one in desk:
                care = care_of_anybody(one)
                exercise_ = for_a_break(one, fit(one, Profile()))
                choice = replace(there(BREAK.choice), exercise=exercise_)
                panel.show_break(replace(BREAK, choice=choice, care=care, strictness="card"))
                card.show_on(Monitor("A", screen, screen))
                QApplication.processEvents()
                assert panel._theme.text_scale == scale
                assert screen.contains(card.geometry())
                _has_single_lines(panel, care)
                _has_room_for_all_prompts(panel, exercise_)
                _has_figure_legend_and_ring_on_one_line(panel)
            panel.controls._ask()
            QApplication.processEvents()
            assert clipped(card) == []
            panel.show_moment(BreakMoment(5.0))
            QApplication.processEvents()
            assert panel._prompt.lines_in("small", panel._prompt.width())[0] == 1
            assert clipped(card) == []
    finally:
        theme.choose("system", 1.0)


def _has_single_lines(panel, care):
    """Nothing wraps, nothing ends in an ellipsis, and of the cautions none is passed over."""
    for label in panel.findChildren(ElidedLabel):
        assert label._shown() == label.text()
    for label in (one for one in panel.findChildren(Label) if one.isVisible()):
        assert label.height() >= label.fontMetrics().height()
        lines = label._laid_out(float(label.contentsRect().width()))
        assert lines.lineCount() == 1 + label.text().count("\n"), label.text()
    assert panel._care._words.seen in {care.short, *care.shorter[:-1]}, "none is named"
    tops = {
        button.mapTo(panel, QPoint(0, 0)).y()
        for button in panel.controls.findChildren(Button)
        if button.isVisible()
    }
    assert len(tops) == 1


def _has_room_for_all_prompts(panel, exercise_):
    """A line for each sentence; also for what is done otherwise where a person has a condition."""
    prompts = [exercise_.steps[0], exercise_.breathing, *exercise_.cues]
    for condition in Condition:
        profile = Profile(conditions=frozenset({condition}))
        if fits_a_break(exercise_, profile):
            prompts += with_hint(exercise_, fit(exercise_, profile)).cues
    metrics = QFontMetrics(panel._prompt.font())
    for line in {line for words in prompts for line in words.split("\n")}:
        assert metrics.horizontalAdvance(line) <= panel._prompt.width(), line


def _has_figure_legend_and_ring_on_one_line(panel):
    legend, figure = there(panel.findChild(MuscleLegend)), there(panel.findChild(FigureGround))
    assert legend.isVisible()
    assert legend.size() == legend.sizeHint()
    # Beside the figure, so that the card is no higher for it.
    assert figure.geometry().right() < legend.x()
    assert legend.geometry().right() < panel.ring.x()
    assert panel._middle.sizeHint().height() == figure.height()
    assert panel._where.geometry().bottom() < legend.y()
    assert legend.geometry().bottom() < panel._prompt.y()
