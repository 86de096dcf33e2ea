"""The welcome in the running program: once, kept at each step, and a Today that goes by it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from posture_app.breaks.settings import firmness_of, with_firmness
from posture_app.coach.pain_rule import Sign
from posture_app.journal.suggestion import candidates
from posture_app.library.files import load
from posture_app.program.program import Program
from posture_app.program.shared import make_shared
from posture_app.program.suggested_routine import BY_REGION
from posture_app.ui.welcome_sheet import HealthAnswers
from posture_app.ui.widgets.controls import Chip, Segment
from posture_app.words import catalogue
from posture_app.words.welcome import BOTHERS
from tests.reminders.hand import HandClock
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")


@pytest.fixture
def program(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    language = catalogue.language()
    made = []

    def start(play=""):
        one = Program(make_shared(qapp, tmp_path / "data", HandClock()))
        made.append(one)
        one.start(play)
        qtbot.waitSignal(one.begun).wait()
        qapp.processEvents()
        return one

    yield start
    for one in made:
        one.quit()
        if one.window.main is not None:
            one.window.main.deleteLater()
        one.deleteLater()
    catalogue.use(language)


def press(program, name):
    there(program.welcome.sheet).findChild(QPushButton, f"welcome-{name}").click()


def today(program):
    page = there(program.window.main).page("today")
    return [label.text() for label in page.findChildren(QLabel)]


def test_it_comes_at_the_first_start_and_only_then(program):
    first = program()
    assert there(first.welcome.sheet).isVisible()
    for _step in range(4):
        press(first, "skip")
    assert first.welcome.sheet is None
    first.quit()
    assert program().welcome.sheet is None


def test_closed_by_its_key_it_does_not_come_again_and_nothing_is_told(program, qtbot):
    first = program()
    before = first.shared.preferences.value
    qtbot.keyClick(there(first.welcome.sheet), Qt.Key.Key_Escape)
    assert first.welcome.sheet is None
    main = there(first.window.main)
    assert main.isEnabled()
    main.open_page("move")  # which can be used at once
    assert main.open_page_key == "move"
    assert first.shared.preferences.value == before
    assert not first.shared.health.value.bothers
    first.quit()
    again = program()
    assert again.welcome.sheet is None
    assert there(again.window.main).open_page_key == "move"


def test_walked_through_by_its_buttons_all_of_it_counts_at_the_next_start(program):
    one = program()
    press(one, "next")
    there(one.welcome.sheet).findChild(Chip, "bothers-neck").click()
    press(one, "next")
    there(one.welcome.sheet).findChild(Segment, "segment-gentle").click()
    press(one, "next")
    press(one, "next")  # a minute of movement
    assert one.welcome.sheet is None
    played = there(one.window.player).view
    assert there(played).isVisible()
    one.quit()
    again = program()
    assert again.welcome.sheet is None
    assert again.shared.health.value.bothers == {"neck"}
    assert firmness_of(there(again.breaks.reminders).settings) == "gentle"


def test_it_is_not_shown_over_a_routine_that_was_asked_for(program):
    one = program("desk-reset-60")
    assert there(one.window.player).view is not None
    assert one.welcome.sheet is None


def test_it_can_be_seen_again_from_the_settings(program):
    one = program()
    there(one.welcome.sheet).reject()
    main = there(one.window.main)
    main.open_page("settings")
    main.page("settings").findChild(QPushButton, "welcome-again").click()
    assert there(one.welcome.sheet).step == 1
    there(one.welcome.sheet).reject()
    assert main.open_page_key == "today"


def test_what_was_told_is_kept_at_each_step_though_the_sheet_is_closed(program):
    one = program()
    sheet = there(one.welcome.sheet)
    sheet.audience_chosen.emit("patients")
    sheet.health_told.emit(HealthAnswers(frozenset({"neck"}), frozenset({Sign.FALL})))
    breaks = there(one.breaks.reminders)
    sheet.breaks_set.emit(with_firmness(breaks.settings, "gentle"))
    sheet.reject()
    assert there(one.window.main).open_page_key == "patients"  # who has some begins with them
    one.quit()
    again = program()
    assert again.shared.preferences.value.audience == "patients"
    assert again.shared.health.value.bothers == {"neck"}
    assert again.shared.health.value.signs == {Sign.FALL}
    assert firmness_of(there(again.breaks.reminders).settings) == "gentle"


def test_today_begins_with_what_fits_where_it_bothers(program):
    one = program()
    page = there(one.window.main).page("today")
    assert there(page.findChild(QWidget, "starter-neck-relief-5")).isVisible()
    press(one, "next")
    there(one.welcome.sheet).findChild(Chip, "bothers-jaw").click()
    press(one, "next")
    press(one, "skip")
    press(one, "skip")
    routines = there(one.records.opened).loaded.library.routines
    starters = page.findChildren(QWidget, "starter-neck-relief-5")
    assert not any(starter.isVisible() for starter in starters)  # drawn before, and put away
    assert "Because your jaw bothers you" in today(one)
    assert routines["unclench-5"].name in today(one)
    assert there(one._todays_routine()).id == "unclench-5"  # and the icon in the panel agrees


def test_the_last_step_plays_a_minute_of_movement(program):
    one = program()
    for _step in range(3):
        press(one, "skip")
    press(one, "next")
    assert one.welcome.sheet is None
    assert there(one.window.player).view is not None


def test_signs_that_need_a_doctor_keep_the_movement_back(program):
    one = program()
    sheet = there(one.welcome.sheet)
    sheet.health_told.emit(HealthAnswers(frozenset(), frozenset({Sign.SADDLE_NUMBNESS})))
    sheet.show_step(4)
    press(one, "next")
    assert there(one.window.player).view is None
    assert "Before you exercise" in today(one)


def test_a_break_is_shown_live(program):
    one = program()
    there(one.welcome.sheet).show_step(3)
    press(one, "break")
    assert there(one.breaks.reminders).view().kind == "micro"
    press(one, "break")  # there is one already
    label = there(there(one.welcome.sheet).findChild(QLabel, "welcome-problem"))
    assert label.isVisible()


def test_every_region_that_is_asked_has_a_routine_that_can_be_offered():
    library = load().library
    assert set(BOTHERS) == set(BY_REGION)
    assert set(BY_REGION.values()) <= set(candidates(library))
