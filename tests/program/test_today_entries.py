"""What is entered changes Today: through the whole program, and back again by undo."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from posture_app.coach.pain_rule import Condition
from posture_app.coach.suitability import Profile, is_gentle
from posture_app.errors import sentence
from posture_app.gallery.drawing import settle
from posture_app.journal.entries import CheckIn, Spasm, Treatment, TreatmentKind
from posture_app.library.files import load
from posture_app.program.entry_editor import EntryEditor
from posture_app.program.pages.today import added_today
from posture_app.program.saved_state import SavedState
from posture_app.program.start import build
from posture_app.program.suggested_routine import AFTERCARE, FLARE
from posture_app.ui.entries.check_in import CheckInSheet
from posture_app.ui.pages.today_entries import CheckInStrip
from tests.there import there


class Day:
    """One run of the program, with Today open."""

    def __init__(self, qtbot, data_dir):
        self.program = build(data_dir, 2000.0)
        self.program.shared.saved_state.keep_said("welcomed")
        self.program.start()
        qtbot.addWidget(self.main)
        qtbot.waitSignal(self.program.begun).wait()
        self.qtbot = qtbot

    @property
    def main(self):
        return there(self.program.window.main)

    @property
    def page(self):
        return self.main.page("today")

    @property
    def editor(self):
        return self.program.window.services.entry_editor

    @property
    def sheet(self):
        return there(there(self.program.window.entries).sheet)

    @property
    def now(self):
        return self.program.shared.local_time.now().astimezone(UTC)

    @property
    def zone(self):
        return self.program.shared.local_time.zone

    def kept(self, kind):
        return list(there(self.editor.entries).every(kind))

    def press(self, name):
        there(self.main.findChild(QAbstractButton, name)).click()

    def press_in(self, place, name):
        settle()
        there(there(self.page.findChild(QWidget, place)).findChild(QAbstractButton, name)).click()

    def press_body(self, name):
        settle()
        there(self.main.page("body").findChild(QAbstractButton, name)).click()

    def has(self, kind, name=""):
        """Whether it is on Today."""
        settle()
        return bool(self.page.findChildren(kind, name or None))

    def first(self):
        """The id of the routine that is offered first, here and in the panel's menu."""
        offered = there(self.program._todays_routine()).id
        assert offered == there(there(self.page._snapshot).offer).facts.routine.id
        return offered

    def exercised(self, routine="andersen-2min", pain=None):
        """Do a routine, so that there is something to go by."""
        view = there(there(self.program.window.player).play_routine(routine))
        view.begin(4)
        self.qtbot.waitUntil(lambda: view.page is view.after)
        if pain is not None:
            view.after.pain.set_answer(pain)
            view.after.keep()
        view.after.finish()
        self.qtbot.waitUntil(lambda: there(self.program.window.player).view is None)

    def spasm(self, days_ago=0, ended_days_ago=None):
        began = self.now - timedelta(days=days_ago, minutes=1)
        ended = None if ended_days_ago is None else self.now - timedelta(days=ended_days_ago)
        entry = Spasm(
            id="spasm",
            began_at=began,
            ended_at=ended,
            time_zone=self.zone,
            edited_at=began,
            zones=("low_back_left",),
            strength=7,
        )
        assert self.editor.save(entry) is None
        return entry

    def treatment(self, days_ago=1):
        today = self.program.shared.health.today
        entry = Treatment(
            id="treatment",
            kind=TreatmentKind.INJECTION,
            day=today - timedelta(days=days_ago),
            time_zone=self.zone,
            edited_at=self.now,
            zones=("top_of_shoulder_left",),
        )
        assert self.editor.save(entry) is None
        return entry


@pytest.fixture
def day(qtbot, tmp_path):
    one = Day(qtbot, tmp_path / "data")
    yield one
    one.program.quit()


def test_nothing_is_asked_at_the_welcome_and_one_press_is_a_check_in_after_it(day):
    assert not day.has(CheckInStrip)
    day.exercised(pain=2)
    assert day.has(CheckInStrip)
    strip = there(day.page.findChild(CheckInStrip))
    assert any("2 of 10" in one.text() for one in strip.findChildren(QLabel))
    assert day.kept(CheckIn) == []
    day.press("answer_3")
    (entry,) = day.kept(CheckIn)
    assert (entry.now, entry.places, entry.treatment_id) == (3, (), None)
    assert not day.has(CheckInStrip)
    assert there(day.page.findChild(QLabel, "check-in-said")).text().endswith("3 of 10, mild.")
    day.press("snackbar-action")
    assert day.kept(CheckIn) == []
    assert day.has(CheckInStrip)


def test_todays_check_in_is_changed_on_its_sheet(day):
    day.exercised()
    day.press("answer_3")
    day.press("check-in-change")
    assert isinstance(day.sheet, CheckInSheet)
    assert day.sheet.form().now == 3
    day.sheet.reject()
    day.press("snackbar-action")


def test_more_opens_an_empty_sheet(day):
    day.exercised()
    day.press("check-in-more")
    assert isinstance(day.sheet, CheckInSheet)
    assert day.sheet.form().now is None
    day.sheet.reject()


def test_strong_pain_is_answered_by_the_rule(day):
    day.exercised()
    day.press("answer_8")
    said = there(day.page.findChild(QLabel, "check-in-advice")).text()
    assert said.startswith("Stop for today.")
    assert day.first() == FLARE
    assert day.program.breaks._is_bad_day()
    day.press("snackbar-action")
    assert day.first() != FLARE
    assert not day.program.breaks._is_bad_day()


def test_what_cannot_be_kept_is_told_and_asked_again(day, monkeypatch):
    day.exercised()
    monkeypatch.setattr(EntryEditor, "save", lambda *_: sentence("The log is locked."))
    day.press("answer_3")
    assert day.has(CheckInStrip)
    told = [one.text for one in day.program.shared.notices.standing]
    assert sentence("The log is locked.") in told


def test_a_spasm_puts_the_routine_for_a_bad_day_first_until_it_is_over_and_rested(day):
    day.exercised()
    usual = day.first()
    assert usual != FLARE
    entry = day.spasm()
    assert day.first() == FLARE
    assert day.has(QWidget, "spasm-today")
    day.press("spasm-over")
    (ended,) = day.kept(Spasm)
    assert ended == replace(entry, ended_at=ended.ended_at, edited_at=ended.edited_at)
    assert there(ended.ended_at) >= entry.began_at
    assert day.first() == FLARE
    assert not day.has(QAbstractButton, "spasm-over")
    day.press("snackbar-action")
    assert day.kept(Spasm)[0].is_open
    assert day.has(QAbstractButton, "spasm-over")
    day.editor.delete(day.kept(Spasm)[0])
    assert day.first() == usual
    assert not day.has(QWidget, "spasm-today")


def test_days_after_a_spasm_are_as_before(day):
    day.exercised()
    usual = day.first()
    day.spasm(days_ago=3, ended_days_ago=3)
    assert day.first() == usual
    day.spasm(days_ago=2, ended_days_ago=2)
    assert day.first() == FLARE
    day.press("answer_1")  # and a day with little pain is one, too
    assert day.first() == usual


def test_a_spasm_of_a_week_is_for_somebody_to_look_at(day):
    day.exercised()
    day.spasm(days_ago=7)
    panel = there(day.page.findChild(QWidget, "spasm-today"))
    said = [one.text() for one in panel.findChildren(QLabel)]
    assert any("for a doctor or physiotherapist to look at" in one for one in said)


def test_an_injection_of_the_journal_changes_the_days_by_the_rules_that_there_are(day):
    day.exercised()
    usual, health = day.first(), day.program.shared.health
    before = health.value
    entry = day.treatment()
    assert health.profile.days_since_injection == 1
    assert health.profile.injected_regions == {"shoulder_girdle", "neck"}
    assert Condition.RECENT_INJECTION in health.value.conditions
    assert day.first() == AFTERCARE
    day.editor.save(replace(entry, aftercare=False))  # the person overrules it
    assert health.value == before
    assert day.first() == usual
    day.press("snackbar-action")
    assert day.first() == AFTERCARE
    day.editor.delete(entry)
    assert health.value == before
    day.press("snackbar-action")
    assert day.first() == AFTERCARE


def test_what_is_overruled_on_the_health_sheet_stands(day):
    day.exercised()
    usual, health = day.first(), day.program.shared.health
    entry = day.treatment()
    health.take(replace(health.value, conditions=frozenset(), injected_on=None))
    assert day.first() == usual
    day.editor.save(replace(entry, note="Well."))
    assert day.first() == usual


def test_after_an_injection_pain_and_soreness_are_asked_for(day, monkeypatch):
    at_ten = day.now.replace(hour=10)
    monkeypatch.setattr(day.program.shared.local_time, "now", lambda: at_ten)
    monkeypatch.setattr(day.program.shared.local_time, "_zone", "UTC")
    day.exercised()
    assert day.has(CheckInStrip)
    day.treatment()
    assert day.has(QWidget, "follow-up")
    assert not day.has(CheckInStrip)
    day.press_in("follow-up-pain", "answer_5")
    assert not day.has(QWidget, "follow-up-pain")
    day.press_in("follow-up-soreness", "answer_4")
    (entry,) = day.kept(CheckIn)
    assert (entry.now, entry.soreness, entry.treatment_id) == (5, 4, "treatment")
    assert not day.has(QWidget, "follow-up")
    day.press("snackbar-action")
    assert day.has(QWidget, "follow-up-soreness")
    day.press("follow-up-put-off")
    assert not day.has(QWidget, "follow-up")
    monkeypatch.setattr(day.program.shared.local_time, "now", lambda: at_ten + timedelta(hours=6))
    day.program.records.note_change()
    assert day.has(QWidget, "follow-up-soreness")


def test_an_injection_is_followed_at_the_next_start(day, qtbot):
    day.treatment()
    kept = day.program.shared.health.value
    day.program.quit()
    again = build(day.program.shared.data_folder)
    again.start()
    qtbot.addWidget(there(again.window.main))
    qtbot.waitSignal(again.begun).wait()
    assert again.shared.health.value == kept
    assert again.shared.health.profile.days_since_injection == 1
    again.quit()


def test_an_exercise_is_added_from_the_body_map_for_this_day_alone(day, monkeypatch):
    day.exercised()
    day.main.open_page("body")
    day.main.page("body").show_place("low_back_left")
    button = next(
        one
        for one in day.main.page("body").findChildren(QAbstractButton)
        if one.objectName().startswith("add-")
    )
    exercise = button.objectName().removeprefix("add-")
    button.click()
    assert day.program.window.services.added.exercises == (exercise,)
    name = there(day.program.records.opened).loaded.library.exercises[exercise].name
    assert any(one.text() == f"{name} is on Today now." for one in day.main.findChildren(QLabel))
    day.press("snackbar-action")
    assert day.program.window.services.added.exercises == ()
    day.press_body(f"add-{exercise}")
    day.main.open_page("today")
    assert day.has(QAbstractButton, f"added-{exercise}")
    day.press(f"added-{exercise}")
    player = there(day.program.window.player)
    assert player.view is not None
    player.asks_before_closing()
    assert player.view is None  # one that has not begun is put away
    day.press(f"remove-{exercise}")
    assert not day.has(QAbstractButton, f"added-{exercise}")
    day.program.window.services.added.add(exercise)
    assert day.has(QAbstractButton, f"added-{exercise}")
    tomorrow = day.program.shared.local_time.now() + timedelta(days=1)
    monkeypatch.setattr(day.program.shared.local_time, "now", lambda: tomorrow)
    day.program.records.note_change()
    assert not day.has(QAbstractButton, f"added-{exercise}")


def test_what_was_added_is_kept_for_the_day(tmp_path):
    today = date(2026, 3, 10)
    SavedState(tmp_path).keep_added(today, ("one", "two"))
    assert SavedState(tmp_path).added(today) == ("one", "two")
    assert SavedState(tmp_path).added(today + timedelta(days=1)) == ()
    SavedState(tmp_path).keep_added(today, ())
    assert SavedState(tmp_path).added(today) == ()


def test_what_does_not_fit_or_is_unknown_is_not_shown():
    library = load().library
    heavy = next(one for one in library.exercises.values() if not is_gentle(one))
    calm = next(one for one in library.exercises.values() if is_gentle(one))
    profile = Profile(frozenset({Condition.RECENT_INJECTION}), days_since_injection=1)
    shown = added_today((heavy.id, "unknown", calm.id), library, (), date(2026, 3, 10), profile)
    assert [(one.exercise, one.is_done) for one in shown] == [(calm, False)]


def test_what_was_added_is_begun_together_and_each_is_done_then(day):
    day.exercised()
    library = there(day.program.records.opened).loaded.library
    first, second, *_ = (one.id for one in library.exercises.values() if is_gentle(one))
    day.program.window.services.added.add(first)
    assert not day.has(QAbstractButton, "begin-added")  # one is begun by its line
    day.program.window.services.added.add(second)
    day.press("begin-added")
    player = there(day.program.window.player)
    session = there(player._session)
    assert [one.exercise for one in session._routine.items] == [first, second]
    player.asks_before_closing()
    assert player.view is None
    view = there(player.play_added((first, second)))
    view.begin(4)
    day.qtbot.waitUntil(lambda: view.page is view.after)
    view.after.finish()
    day.qtbot.waitUntil(lambda: player.view is None)
    opened = there(day.program.records.opened)
    today = day.program.shared.health.today
    recent = opened.journal.sessions(first_day=today)
    assert recent[0].routine_name == "Added to today"
    told = added_today((first, second), library, recent, today)
    assert [one.is_done for one in told] == [True, True]
    assert not day.has(QAbstractButton, "begin-added")
