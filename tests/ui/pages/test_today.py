"""The page Today: what needs attention stays quiet, and the day's routine in sight."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QWidget, QWidgetItem

from posture_app.gallery import drawing, samples
from posture_app.gallery.plans import PLAN_SCREENS
from posture_app.library.files import load
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.notice import Notice
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.state_card import StatePicture
from posture_app.words.catalogue import speaking
from tests.ui.acting import child, click, told

BUILTIN = load().library
USUAL = QSize(1180, 800)
TROUBLED = samples.today_troubled(BUILTIN)


@pytest.fixture
def window(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.open_page("today")
    return window


def show(window, snapshot, size=USUAL):
    window.page("today").show_snapshot(snapshot)
    drawing.show_off_screen(window, size)


def bottom(window, widget):
    return widget.mapTo(window, QPoint(0, widget.height())).y()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", [QSize(1180, 800), QSize(900, 600)], ids=["usual", "small"])
def test_troubles_never_push_the_offer_below_the_window(theme, qtbot, size, language):
    with speaking(language):
        window = MainWindow(theme)
        qtbot.addWidget(window)
        window.open_page("today")
        for snapshot in (
            TROUBLED,
            replace(TROUBLED, broken=(), notices=()),
            replace(TROUBLED, unfinished=None, notices=()),
            replace(TROUBLED, unfinished=None, broken=(), notices=TROUBLED.notices[1:]),
        ):
            show(window, snapshot, size)
            assert bottom(window, child(window, Button, "start")) <= size.height()


def test_several_troubles_are_one_line_that_opens_them(window):
    show(window, TROUBLED)
    line, panel = child(window, Button, "troubles"), child(window, QWidget, "unfinished")
    assert line.text() == "4 things to look at"
    assert not panel.isVisible()
    line.click()
    assert panel.isVisible()
    assert line.text() == "Hide 4 things"
    line.click()
    assert not panel.isVisible()


def test_a_notice_that_cannot_wait_is_acted_on_without_opening_the_line(window, qtbot):
    notice = Notice(key="ask", text="Text.", action="Tell", short="First a minute")
    show(window, replace(TROUBLED, notices=(*TROUBLED.notices, notice)))
    short = child(window, Button, "notice-short-ask")
    assert short.isVisible()
    assert short.text() == "First a minute"
    line = child(window, Button, "troubles")
    assert line.x() < short.x()  # who opens it closes it where the pointer is
    asked = told(qtbot, window.page("today").notice_action_requested, short.click)
    assert asked == "ask"
    click(window, "troubles")
    assert not short.isVisible()
    assert child(window, Button, "notice-action-ask").isVisible()


def test_one_trouble_is_shown_as_it_is(window):
    show(window, replace(TROUBLED, broken=(), notices=()))
    assert window.findChildren(QAbstractButton, "troubles") == []
    assert child(window, QWidget, "unfinished").isVisible()


def test_what_was_opened_stays_open_when_one_of_them_goes(window):
    show(window, TROUBLED)
    click(window, "troubles")
    show(window, replace(TROUBLED, notices=TROUBLED.notices[1:]))
    assert child(window, QWidget, "unfinished").isVisible()


def test_a_session_is_resumed_without_opening_the_line(window, qtbot):
    show(window, TROUBLED)
    assert child(window, QWidget, "resume-at-once").isVisible()
    told(qtbot, window.page("today").resume_requested, lambda: click(window, "resume-at-once"))


def test_words_on_the_hero_stay_beside_its_curves(window):
    show(window, samples.today(BUILTIN))
    hero = child(window, QWidget, "hero")
    for one in (*hero.findChildren(Label), *hero.findChildren(Button)):
        assert one.mapTo(hero, QPoint(one.width(), 0)).x() <= hero.width() - 176


def test_what_to_do_before_exercise_has_the_width_of_a_small_window(theme, looking, qtbot):
    with speaking("de"):
        looking("light", 2.0)
        window = MainWindow(theme)
        qtbot.addWidget(window)
        window.open_page("today")
        show(window, samples.today_before_exercise(BUILTIN), QSize(900, 600))
    panel = child(window, QWidget, "before-exercise")
    heading, first = panel.findChildren(Label)[:2]
    picture = panel.findChild(StatePicture)
    assert panel.width() == panel.parentWidget().width()
    assert first.mapTo(panel, QPoint()).x() == heading.x()
    assert bottom(window, first) < window.height()
    assert bottom(window, picture) > bottom(window, panel.findChildren(Label)[-1])


def test_the_last_word_does_not_stand_alone(theme, qtbot):
    label = Label(theme, "Move your neck and shoulders without leaving the chair.")
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    width = metrics.horizontalAdvance("Move your neck and shoulders without leaving the ") + 4
    lines = label._broken(width)
    last = lines.lineAt(lines.lineCount() - 1)
    assert lines.lineCount() == 2
    assert label.text()[last.textStart() :].endswith(" the chair.")
    assert label.heightForWidth(round(width)) == pytest.approx(2 * last.height(), abs=1)


def test_a_plans_routines_are_read_to_their_end_where_there_is_little_room(make, qtbot):
    words = RowWords("Twice a day, on Monday, Tuesday and Friday: Calm and move", "Today", "4 min")
    rows = [make(PressRow, words, wraps=wraps) for wraps in (True, False)]
    for row in rows:
        qtbot.addWidget(row)
    wrapping, elided = rows
    assert wrapping.hasHeightForWidth()
    assert not elided.hasHeightForWidth()
    line = QFontMetrics(make.theme.font("strong")).height()
    heights = [wrapping.heightForWidth(width) for width in (1000, 340, 250)]
    assert heights[0] == elided.sizeHint().height()
    assert heights[1] >= heights[0] + line - 2
    assert heights[2] > heights[1]
    led = make(PressRow, RowWords(words.title, words.detail, lead="Harder"), wraps=True)
    qtbot.addWidget(led)
    assert led.heightForWidth(250) > wrapping.heightForWidth(250)
    whole = make(PressRow, RowWords("Calm", words.title, is_whole=True), wraps=True)
    qtbot.addWidget(whole)
    needed = whole.heightForWidth(250)
    assert needed >= whole.heightForWidth(1000) + line - 2
    whole.setParent(holder := QWidget())
    qtbot.addWidget(holder)
    whole.show()  # in a window that is not shown: else a layout passes it by
    QWidgetItem(whole).setGeometry(QRect(0, 0, 250, needed))
    assert whole.height() == needed  # what a layout keeps free for it, it takes
    assert words.title in wrapping.accessibleName()
    assert words.title in wrapping.toolTip()


def test_the_rows_of_a_plan_on_today_wrap(make, qtbot):
    context = drawing.DrawingContext(make, BUILTIN)
    window = next(one for one in PLAN_SCREENS if one.name == "today-plan").make(context)
    qtbot.addWidget(window)
    drawing.show_off_screen(window, USUAL)
    rows = [
        one
        for one in window.findChildren(PressRow)
        if one.objectName().startswith(("due-", "alternative-"))
    ]
    assert len(rows) == 5
    assert all(one.hasHeightForWidth() for one in rows)
    assert len({one.text().partition(": ")[0] for one in rows}) == 3
