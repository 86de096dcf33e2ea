"""Today asks how one is in one line, and tells of a spasm, without standing before the start."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from posture_app.gallery import drawing, samples
from posture_app.gallery import today as day
from posture_app.library.files import load
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.snapshots import EntriesToday
from posture_app.ui.pages.today_entries import PressedScale
from posture_app.ui.widgets.answer_scale import ScaleButton
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.rows import PressRow
from posture_app.words.catalogue import speaking
from tests.ui.acting import child, click, told

BUILTIN = load().library


@pytest.fixture
def window(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.open_page("today")
    return window


USUAL = QSize(1180, 800)


def show(window, snapshot, size=USUAL):
    window.page("today").show_snapshot(snapshot)
    drawing.show_off_screen(window, size)


def texts(window, name):
    return [one.text() for one in child(window, QWidget, name).findChildren(QLabel)]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", [QSize(1180, 800), QSize(900, 600)], ids=["usual", "small"])
@pytest.mark.parametrize("suggested", [None, 10])
def test_the_question_never_pushes_the_start_below_the_window(
    theme, qtbot, size, language, suggested
):
    with speaking(language):
        window = MainWindow(theme)
        qtbot.addWidget(window)
        window.open_page("today")
        show(window, day.asked(BUILTIN, suggested), size)
        start = child(window, Button, "start")
        assert start.mapTo(window, QPoint(0, start.height())).y() <= size.height()


def test_one_press_tells_it(window, qtbot):
    show(window, day.asked(BUILTIN))
    given = told(qtbot, window.page("today").check_in_given, lambda: click(window, "answer_4"))
    assert given == 4


def test_a_digit_leads_to_its_number_and_tells_nothing(window, qtbot):
    show(window, day.asked(BUILTIN))
    scale = child(window, PressedScale, "check-in-pain")
    given: list[int] = []
    window.page("today").check_in_given.connect(given.append)
    for key, name in ((Qt.Key.Key_1, "answer_1"), (Qt.Key.Key_0, "answer_10")):
        qtbot.keyClick(scale, key)
        assert window.focusWidget() is child(window, ScaleButton, name)
    assert (given, scale.answer) == ([], None)
    qtbot.keyClick(child(window, ScaleButton, "answer_10"), Qt.Key.Key_Space)
    assert given == [10]


def test_what_was_told_after_a_session_is_outlined_and_no_answer(window):
    show(window, day.asked(BUILTIN, 2))
    assert child(window, PressedScale, "check-in-pain").answer is None
    assert any("2 of 10" in one for one in texts(window, "check-in-strip"))


def test_more_leads_to_the_sheet(window, qtbot):
    show(window, day.asked(BUILTIN))
    told(qtbot, window.page("today").check_in_wanted, lambda: click(window, "check-in-more"))


def test_a_days_check_in_is_one_quiet_line(window, qtbot):
    entry = day.check_in(3)
    show(window, replace(samples.today(BUILTIN), entries=EntriesToday(check_in=entry)))
    assert window.findChildren(PressedScale) == []
    assert child(window, QLabel, "check-in-said").text() == "Pain at 14:10: 3 of 10, mild."
    page = window.page("today")
    assert told(qtbot, page.entry_wanted, lambda: click(window, "check-in-change")) == entry.entry


def test_after_a_treatment_pain_and_soreness_are_one_press_each(window, qtbot):
    show(window, day.followed_up(BUILTIN))
    page = window.page("today")
    for name, signal in (("pain", page.pain_after_given), ("soreness", page.soreness_given)):
        scale = child(window, PressedScale, f"follow-up-{name}")
        assert told(qtbot, signal, lambda scale=scale: click(scale, "answer_6")) == 6
    told(qtbot, page.follow_up_put_off, lambda: click(window, "follow-up-put-off"))


def test_after_a_treatment_only_what_is_open_is_asked(window):
    show(window, day.followed_up(BUILTIN, pain=3))
    assert window.findChildren(PressedScale, "follow-up-pain") == []
    assert child(window, PressedScale, "follow-up-soreness")
    assert child(window, QLabel, "check-in-said")


def test_what_was_added_is_begun_and_taken_out_with_one_press(window, qtbot):
    shown = day.with_added(BUILTIN)
    show(window, shown)
    first, second, third = (one.exercise.id for one in shown.added)
    page = window.page("today")
    play = told(qtbot, page.play_exercise_requested, lambda: click(window, f"added-{second}"))
    assert play == second
    together = told(qtbot, page.play_added_requested, lambda: click(window, "begin-added"))
    assert together == (second, third)  # without what is done
    assert told(qtbot, page.added_removed, lambda: click(window, f"remove-{first}")) == first
    line = child(window, PressRow, f"added-{first}")
    assert "Done today" in line.accessibleName()
    assert line.hasHeightForWidth()  # what to do is read whole


def test_a_spasm_is_over_with_one_press(window, qtbot):
    show(window, day.flare(BUILTIN, day.LASTING))
    page = window.page("today")
    assert told(qtbot, page.spasm_over, lambda: click(window, "spasm-over")) == day.LASTING
    assert told(qtbot, page.entry_wanted, lambda: click(window, "spasm-change")) == day.LASTING


def test_a_spasm_that_is_over_is_not_ended_again(window):
    over = replace(day.LASTING, ended_at=day.NOW)
    show(window, day.flare(BUILTIN, over))
    assert window.findChildren(QAbstractButton, "spasm-over") == []
    assert any("Heavier exercise rests through" in one for one in texts(window, "spasm-today"))
