"""The welcome's sheet: each step kept or skipped, back, the keyboard, and both languages."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from posture_app.body.zones import zones
from posture_app.breaks.settings import FIRMNESS, BreakSettings, firmness_of, with_firmness
from posture_app.coach.pain_rule import Sign
from posture_app.gallery.drawing import show_off_screen
from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.pages.breaks_hours import USUAL_WEEK
from posture_app.ui.welcome_sheet import HealthAnswers, WelcomeSheet
from posture_app.ui.welcome_steps import WelcomeFacts
from posture_app.ui.widgets.controls import Chip, Segment, Segments, Switch
from posture_app.ui.widgets.scroll_fade import ScrollFade
from posture_app.words.catalogue import speaking
from posture_app.words.safety import before_exercise
from tests.there import there

STEPS = (1, 2, 3, 4)


class Heard:
    """A sheet with what it has told."""

    def __init__(self, sheet):
        self.sheet = sheet
        self.told: list[object] = []
        for name in ("audience_chosen", "health_told", "breaks_set"):
            getattr(sheet, name).connect(self.told.append)
        sheet.break_wanted.connect(lambda: self.told.append("break"))
        sheet.movement_wanted.connect(lambda: self.told.append("movement"))
        self.ended: list[int] = []
        sheet.finished.connect(self.ended.append)

    def press(self, name):
        self.sheet.findChild(QPushButton, f"welcome-{name}").click()

    def choose(self, name, value):
        segments = self.sheet.findChild(Segments, f"welcome-{name}")
        segments.findChild(Segment, f"segment-{value}").click()

    def words(self):
        shown = self.sheet.findChildren(QLabel) + self.sheet.findChildren(QPushButton)
        return [one.text() for one in shown if one.isVisible()]


@pytest.fixture
def open_sheet(qtbot, make):
    def opened(**facts):
        sheet = make(
            WelcomeSheet, WelcomeFacts(number="112", **{"breaks": BreakSettings(), **facts})
        )
        qtbot.addWidget(sheet)
        sheet.show()
        return Heard(sheet)

    return opened


def test_each_step_says_which_it_is_and_can_be_skipped_with_nothing_kept(open_sheet):
    heard = open_sheet()
    for step in STEPS:
        assert heard.sheet.step == step
        assert f"{step} of 4" in heard.words()
        assert heard.sheet.windowTitle() == f"Welcome, {step} of 4"
        heard.press("skip")
    assert heard.told == []
    assert len(heard.ended) == 1


def test_each_step_is_kept_when_going_on(open_sheet):
    heard = open_sheet()
    heard.choose("audience", "patients")
    heard.sheet.findChild(Switch, "welcome-own").click()
    heard.press("next")
    assert heard.told.pop() == "patients"
    heard.sheet.findChild(Chip, "bothers-neck").click()
    heard.sheet.findChild(Chip, "bothers-hip").click()
    heard.sheet.findChild(Switch, "now-fall").click()
    heard.press("next")
    assert heard.told.pop() == HealthAnswers(frozenset({"neck", "hip"}), frozenset({Sign.FALL}))
    heard.choose("firmness", "strict")
    heard.sheet.findChild(Switch, "hours-on").click()
    heard.press("next")
    settings = heard.told.pop()
    assert firmness_of(settings) == "strict"
    assert settings.work == USUAL_WEEK
    assert heard.told == []
    heard.press("next")
    assert heard.told == ["movement"]
    assert len(heard.ended) == 1


def test_what_is_set_on_a_step_that_is_skipped_does_not_count(open_sheet):
    heard = open_sheet(bothers=frozenset({"jaw"}))
    heard.choose("audience", "patients")
    heard.press("skip")
    heard.sheet.findChild(Chip, "bothers-neck").click()
    heard.press("skip")
    heard.choose("firmness", "strict")
    heard.press("skip")
    for _step in STEPS[1:]:
        heard.press("back")
    assert heard.sheet.step == 1
    assert not heard.sheet.findChild(QPushButton, "welcome-back").isVisible()
    assert heard.sheet.findChild(Segments, "welcome-audience").value == "self"
    assert not heard.sheet.findChild(Chip, "bothers-neck").isChecked()
    assert heard.sheet.findChild(Chip, "bothers-jaw").isChecked()
    assert heard.sheet.findChild(Segments, "welcome-firmness").value == "usual"
    assert heard.told == []


def test_who_has_patients_reads_what_there_is_for_them(open_sheet):
    heard = open_sheet()
    assert not heard.sheet.findChild(QWidget, "welcome-patients").isVisible()
    heard.choose("audience", "patients")
    assert any("those of your practice" in one for one in heard.words())


def test_who_has_it_for_patients_alone_is_not_asked_about_themselves(open_sheet):
    heard = open_sheet()
    heard.choose("audience", "patients")
    assert heard.sheet.windowTitle() == "Welcome, 1 of 2"
    assert "1 of 2" in heard.words()
    heard.press("next")
    assert heard.sheet.step == 2
    assert "2 of 2" in heard.words()
    assert "When do you work, and how firm may breaks be?" in heard.words()
    assert "Go to the patients" in heard.words()
    heard.press("back")
    heard.sheet.findChild(Switch, "welcome-own").click()
    assert heard.sheet.windowTitle() == "Welcome, 1 of 4"
    heard.press("next")
    assert "Where does it bother you?" in heard.words()
    heard.press("back")
    heard.sheet.findChild(Switch, "welcome-own").click()
    heard.press("next")
    heard.press("next")
    assert len(heard.ended) == 1
    kinds = [type(one) for one in heard.told]
    assert kinds == [str, str, str, BreakSettings]


def test_who_told_something_of_themselves_is_asked_again(open_sheet):
    heard = open_sheet(audience="patients", bothers=frozenset({"neck"}))
    assert heard.sheet.windowTitle() == "Welcome, 1 of 4"
    assert open_sheet(audience="patients").sheet.windowTitle() == "Welcome, 1 of 2"


def test_a_break_is_shown_as_it_is_set(open_sheet):
    heard = open_sheet()
    heard.sheet.show_step(3)
    heard.choose("firmness", "gentle")
    heard.press("break")
    settings, wanted = heard.told
    assert firmness_of(settings) == "gentle"
    assert wanted == "break"
    assert heard.sheet.step == 3


def test_where_settings_cannot_be_kept_the_step_stays_and_says_why(open_sheet):
    heard = open_sheet()
    sheet = heard.sheet
    sheet.show_step(3)
    refused = WelcomeFacts(breaks=BreakSettings(), problem="The disk is full.")
    sheet.breaks_set.connect(lambda _settings: sheet.show_facts(refused))
    heard.press("next")
    assert sheet.step == 3
    assert "The disk is full." in heard.words()
    heard.press("break")
    assert "break" not in heard.told


def test_without_breaks_the_step_says_where_they_are_turned_on(open_sheet):
    heard = open_sheet(breaks=None)
    heard.sheet.show_step(3)
    assert any("Breaks are off" in one for one in heard.words())
    assert not heard.sheet.findChild(QWidget, "welcome-breaks").isVisible()
    heard.press("next")
    assert (heard.sheet.step, heard.told) == (4, [])


def test_what_goes_on_below_the_buttons_fades_out_above_them(make, looking, qtbot):
    looking("light", 2.0)
    with speaking("de"):
        sheet = make(WelcomeSheet, WelcomeFacts(number="112", breaks=BreakSettings()))
        qtbot.addWidget(sheet)
        sheet.show_step(3)
        show_off_screen(sheet, QSize(900, 600))
    step = sheet._shown
    fade, bar = step.findChild(ScrollFade), step.verticalScrollBar()
    assert fade.isVisible()
    placed = fade.geometry()
    fade.place()
    assert fade.geometry() == placed  # by where the words are, not by where they were
    bar.setValue(bar.maximum())
    assert not fade.isVisible()


def test_no_movement_is_offered_to_who_needs_a_doctor_first(open_sheet):
    signs = frozenset({Sign.SADDLE_NUMBNESS})
    heard = open_sheet(signs=signs, before_exercise=before_exercise(signs, "112"))
    heard.sheet.show_step(4)
    assert any("Call 112 now" in one for one in heard.words())
    assert "Start, one minute" not in heard.words()
    heard.press("next")
    assert heard.told == []
    assert len(heard.ended) == 1


def test_nothing_is_played_that_does_not_fit(open_sheet):
    heard = open_sheet(can_move=False)
    heard.sheet.show_step(4)
    heard.press("next")
    assert heard.told == []


def test_the_keyboard_alone_goes_through_it(open_sheet, qtbot):
    heard = open_sheet()
    sheet = heard.sheet

    def key(pressed):
        qtbot.keyClick(there_is_focus(sheet), pressed)

    def tab_to(name):
        for _step in range(60):
            if there_is_focus(sheet).objectName() == name:
                return
            key(Qt.Key.Key_Tab)
        raise AssertionError(name)

    key(Qt.Key.Key_Return)  # go on from the first step, as the keyboard begins there
    assert heard.told.pop() == "self"
    tab_to("bothers-neck")
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Return)
    assert heard.told.pop() == HealthAnswers(frozenset({"neck"}), frozenset())
    tab_to("welcome-skip")
    key(Qt.Key.Key_Return)
    assert sheet.step == 4
    tab_to("welcome-back")
    key(Qt.Key.Key_Space)
    assert sheet.step == 3
    key(Qt.Key.Key_Escape)
    assert len(heard.ended) == 1


def body_map(heard):
    return there(heard.sheet.findChild(BodyMap, "welcome-map"))


def is_chosen(heard, region):
    return there(heard.sheet.findChild(Chip, f"bothers-{region}")).isChecked()


def point(heard, qtbot, zone):
    shown = body_map(heard)
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.zone_centre(zone))


def test_pointing_at_the_map_chooses_the_whole_region(open_sheet, qtbot):
    heard = open_sheet()
    heard.press("skip")
    point(heard, qtbot, "low_back_right")
    assert is_chosen(heard, "low_back")
    assert set(body_map(heard).zones) == {one.id for one in zones() if one.regions[0] == "low_back"}
    point(heard, qtbot, "back_of_neck_left")
    heard.press("next")
    assert heard.told.pop() == HealthAnswers(frozenset({"low_back", "neck"}), frozenset())


def test_pointing_again_or_taking_the_chip_back_leaves_the_region(open_sheet, qtbot):
    heard = open_sheet(bothers=frozenset({"low_back", "neck"}))
    heard.press("skip")
    assert "low_back_left" in body_map(heard).zones
    point(heard, qtbot, "low_back_left")
    assert not is_chosen(heard, "low_back")
    heard.sheet.findChild(Chip, "bothers-neck").click()
    assert body_map(heard).zones == ()


def test_the_neck_is_shown_without_the_head_unless_that_was_pointed_at(open_sheet, qtbot):
    heard = open_sheet(bothers=frozenset({"neck"}))
    heard.press("skip")
    shown = set(body_map(heard).zones)
    assert {"back_of_neck_left", "front_of_neck_right"} <= shown
    assert not {"forehead", "crown", "eye_left", "back_of_head_left"} & shown
    point(heard, qtbot, "eye_left")
    assert not is_chosen(heard, "neck")
    point(heard, qtbot, "eye_left")
    assert is_chosen(heard, "neck")
    assert set(body_map(heard).zones) == {*shown, "eye_left"}
    heard.sheet.findChild(Chip, "bothers-neck").click()
    heard.sheet.findChild(Chip, "bothers-neck").click()
    assert set(body_map(heard).zones) == shown


def test_a_place_for_which_nothing_begins_is_not_told_and_said(open_sheet, qtbot):
    heard = open_sheet()
    heard.press("skip")
    point(heard, qtbot, "calf_left")
    assert body_map(heard).zones == ()
    said = there(heard.sheet.findChild(QLabel, "bothers-elsewhere"))
    assert said.isVisible()
    point(heard, qtbot, "low_back_right")
    assert not said.isVisible()
    heard.press("next")
    assert heard.told.pop() == HealthAnswers(frozenset({"low_back"}), frozenset())


def test_the_map_is_made_only_when_its_step_is_looked_at(open_sheet):
    heard = open_sheet()
    assert heard.sheet.findChild(BodyMap) is None
    heard.press("skip")
    assert body_map(heard).isVisible()


def test_the_keyboard_chooses_on_the_map(open_sheet, qtbot):
    heard = open_sheet()
    heard.press("skip")
    shown = body_map(heard)
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    qtbot.keyClick(shown, Qt.Key.Key_Space)
    assert is_chosen(heard, "neck")  # the forehead comes first


def there_is_focus(sheet):
    return sheet.focusWidget() or QApplication.focusWidget() or sheet


def test_a_screen_reader_hears_the_step_where_the_keyboard_is(open_sheet):
    heard = open_sheet()
    heard.press("skip")
    button = heard.sheet.focusWidget()
    read = QAccessible.queryAccessibleInterface(button)
    assert read.text(QAccessible.Text.Name) == "Continue"
    assert read.text(QAccessible.Text.Description) == "2 of 4: Where does it bother you?"


def test_it_speaks_german(open_sheet):
    with speaking("de"):
        heard = open_sheet()
        assert "1 von 4" in heard.words()
        assert "Für wen ist das?" in heard.words()
        heard.press("skip")
        assert "Zurück" in heard.words()
        assert "Kiefer" in [one.text() for one in heard.sheet.findChildren(Chip)]


@pytest.mark.parametrize("firmness", FIRMNESS)
def test_how_firm_breaks_are_is_read_back(firmness):
    firm = with_firmness(BreakSettings(), firmness)
    assert firmness_of(firm) == firmness
    assert firm.kind("eyes") == BreakSettings().kind("eyes")
    assert firmness_of(BreakSettings()) == "usual"
