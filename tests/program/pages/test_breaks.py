"""The Breaks page in the running program: what it is shown, when, and what comes of its wishes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from posture_app.breaks.effects import Refused
from posture_app.breaks.events import BreakNow, MeetingStarts, Pause, PlainEvent
from posture_app.breaks.hours import HoursRange
from posture_app.breaks.reasons import Refusal, Request
from posture_app.breaks.settings import BreakSettings
from posture_app.desktop.clock import ClockReading
from posture_app.desktop.sensors.model import SensorHealth, SensorKind, State
from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.preferences import Preferences
from posture_app.program.pages.breaks import BreaksController
from posture_app.program.shared import make_shared
from posture_app.reminders.days import day_view
from posture_app.store.errors import StoreError
from posture_app.ui.main_window import MainWindow
from posture_app.words.breaks_on_screen import record_words
from tests.program.test_tray import NINE_MS, Day
from tests.reminders.hand import HandClock
from tests.there import there

NINE = datetime.fromtimestamp(NINE_MS / 1000, UTC)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def record(began, ended, result="taken", **more):
    return BreakRecord(
        id=f"{began}",
        kind="micro",
        name="Micro-break",
        result=result,
        began=at(began),
        ended=at(ended),
        planned_s=60,
        rested_s=(ended - began) * 60,
        **more,
    )


class HandSensors(QObject):
    tested = Signal(object)

    def __init__(self):
        super().__init__()
        self.asked = 0
        self.value = 2.0

    def healths(self):
        return (
            SensorHealth(
                SensorKind.IDLE, "Idle time", "XScreenSaver", State.WORKING, self.value, "Fine."
            ),
        )

    def self_test(self):
        self.asked += 1


class HandReminders(QObject):
    changed = Signal()
    refused = Signal(object)
    can_read = False

    def __init__(self):
        super().__init__()
        self.was_read = False
        self.day = Day()
        self.sensors = HandSensors()
        self.told = []
        self.kept = []
        self.cannot = ""
        self.refuses = None

    def read(self):
        self.was_read = True

    @property
    def state(self):
        return self.day.state

    @property
    def settings(self):
        return self.day.state.settings

    @property
    def decisions(self):
        return tuple(self.day.state.decisions)

    def decided_at(self, effect):
        wall_ms = effect.at_ms + self.day.state.wall_less_boot_ms
        return datetime.fromtimestamp(wall_ms / 1000, UTC)

    def tell(self, event):
        self.told.append(event)
        if not self.refuses:
            return ()
        self.refused.emit(self.refuses)
        return (self.refuses,)

    def change_settings(self, settings):
        if not self.cannot:
            self.kept.append(settings)
            self.day.state.settings = settings
        return self.cannot


class HandBreaks:
    def __init__(self):
        self.failed = ""
        self.tried = 0

    def try_again(self):
        self.tried += 1


class HandHistory:
    """A log in memory that counts how often it is read."""

    def __init__(self):
        self.kept = [record(30, 31), record(60, 61, "skipped", skip_reason="not_now")]
        self.went = [Stretch(at(0), at(75), "active"), Stretch(at(75), at(80), "away")]
        self.read = 0
        self.broken = False

    def records(self, since, until):
        self.read += 1
        if self.broken:
            raise StoreError(Path("journal.db"))
        return tuple(one for one in self.kept if since <= one.began < until)

    def stretches(self, since, until):
        return tuple(one for one in self.went if one.began < until and one.ended > since)


class Stage:
    """A window with the page open, and all that is behind it."""

    def __init__(self, qapp, qtbot, folder):
        self.clock = HandClock(ClockReading(at(0), 1000.0, 1000.0))
        self.shared = make_shared(qapp, folder, self.clock)
        self.window = MainWindow(self.shared.theme)
        qtbot.addWidget(self.window)
        self.shown = []
        self.window.page_built.connect(self._watch)
        self.breaks = HandBreaks()
        self.controller = BreaksController(self.window, self.shared, self.breaks, self.window)
        self.reminders = HandReminders()

    def _watch(self, key, page):
        if key == "breaks":
            show = page.show_snapshot

            def shown(snapshot):
                self.shown.append(snapshot)
                show(snapshot)

            page.show_snapshot = shown

    def go(self, minutes):
        self.clock.go(minutes * 60)
        self.reminders.day.go(minutes * 60)
        self.reminders.changed.emit()

    def open(self):
        self.window.show()
        self.window.open_page("breaks")
        self.page = self.window.page("breaks")

    @property
    def last(self):
        return self.shown[-1]


@pytest.fixture
def stage(qapp, qtbot, tmp_path):
    one = Stage(qapp, qtbot, tmp_path)
    yield one
    one.controller.attach(None)
    one.window.close()


@pytest.fixture
def open_stage(stage):
    stage.controller.attach(stage.reminders)
    stage.open()
    return stage


def test_nothing_is_made_before_somebody_looks(stage):
    stage.controller.attach(stage.reminders)
    history = HandHistory()
    stage.controller.use_history(history)
    stage.window.show()
    stage.window.open_page("today")
    for _ in range(20):
        stage.go(1)
    assert stage.shown == []
    assert history.read == 0


def test_breaks_that_could_not_be_started_are_not_shown_as_turned_off(stage):
    stage.breaks.failed = "no space"
    stage.controller.attach(None)
    stage.open()
    assert not stage.last.on
    assert stage.last.failed == "no space"
    stage.page.try_wanted.emit()
    assert stage.breaks.tried == 1
    stage.breaks.failed = ""
    stage.controller.attach(stage.reminders)
    assert stage.last.on
    assert stage.last.failed == ""


def test_who_looks_sees_how_the_breaks_stand(open_stage):
    shown = open_stage.last
    assert shown.on
    assert shown.status.next_name == "Micro-break"
    assert any("not due" in one for one in shown.explained)
    assert shown.below == ("Movement break in 60 min",)
    assert shown.preview is not None
    assert shown.preview.day.count("taken") > 5
    assert [one.answer for one in shown.sensors] == ["XScreenSaver, last value: 2 s"]
    assert shown.sensors[0].state == "working"
    assert not open_stage.page.is_loading


def test_it_is_filled_once_a_second_at_most_and_not_when_hidden(open_stage, qtbot):
    before = len(open_stage.shown)
    for _ in range(50):
        open_stage.reminders.changed.emit()
    assert len(open_stage.shown) == before
    qtbot.waitUntil(lambda: len(open_stage.shown) == before + 1)
    open_stage.window.open_page("today")
    for _ in range(50):
        open_stage.reminders.changed.emit()
    assert not open_stage.controller._again.isActive()
    assert len(open_stage.shown) == before + 1
    open_stage.go(7)
    open_stage.window.open_page("breaks")
    assert len(open_stage.shown) == before + 2
    assert open_stage.last.status.next_in_s == 23 * 60


def test_a_break_counts_down_by_the_second_though_nothing_else_changes(open_stage, qtbot):
    day = open_stage.reminders.day
    day.tell(BreakNow("micro"))
    open_stage.reminders.changed.emit()
    qtbot.waitUntil(lambda: open_stage.last.status.state == "break")
    assert open_stage.last.status.next_in_s == 60
    open_stage.clock.go(7)
    qtbot.waitUntil(lambda: open_stage.last.status.next_in_s == 53)
    open_stage.window.open_page("today")
    assert not open_stage.controller._again.isActive()


def test_a_closed_window_is_not_filled(open_stage):
    open_stage.window.close()
    before = len(open_stage.shown)
    open_stage.go(5)
    assert len(open_stage.shown) == before


def test_without_breaks_the_page_says_so_and_turns_them_on(stage, qtbot):
    stage.open()
    assert not stage.last.on
    stage.controller.attach(stage.reminders)
    assert stage.last.on
    stage.controller.attach(None)
    assert not stage.last.on
    chosen = Preferences(breaks=False, volume=13)
    stage.shared.preferences.take(chosen)
    stage.page.turn_on_wanted.emit()
    assert stage.shared.preferences.value == replace(chosen, breaks=True)


def test_day_and_week_come_from_the_log_and_are_read_when_the_minute_is_new(open_stage):
    history = HandHistory()
    open_stage.controller.use_history(history)
    open_stage.go(90)
    open_stage.controller._look()
    today = open_stage.last.today
    assert [one.kind for one in today.spans] == ["active", "taken", "skipped", "away"]
    assert today.longest_s == 44 * 60
    assert today.now == at(90)
    monday = open_stage.last.week[0]
    assert (monday.taken, monday.natural, monday.skipped) == (1, 0, 1)
    read = history.read
    for _ in range(5):
        open_stage.controller._look()
    assert history.read == read
    open_stage.clock.go(60)
    open_stage.controller._look()
    assert history.read == read + 1


def test_a_log_that_cannot_be_read_is_told(open_stage):
    history = HandHistory()
    history.broken = True
    open_stage.controller.use_history(history)
    assert open_stage.last.problem == str(StoreError(Path("journal.db")))
    assert open_stage.last.today is None
    history.broken = False
    open_stage.go(35)
    open_stage.controller._look()
    assert open_stage.last.problem == ""
    assert open_stage.last.today is not None


def test_every_decision_is_shown_with_its_reason_newest_first(open_stage):
    open_stage.reminders.day.tell(PlainEvent.CALL_STARTS)
    open_stage.go(31)
    open_stage.controller._look()
    latest = open_stage.last.why[0]
    assert latest.words == "Micro-break: held back by a call since 09:00."
    assert latest.at == at(30)
    assert open_stage.last.status.state == "held"
    assert open_stage.last.below == ("Micro-break: owed since 09:30.",)
    open_stage.reminders.day.tell(PlainEvent.CALL_ENDS)
    open_stage.go(1)
    open_stage.controller._look()
    words = [one.words for one in open_stage.last.why]
    assert words[0] == "Micro-break: started."
    assert words[-2].startswith("Micro-break: no longer held back")
    assert words[-1] == latest.words


def test_settings_count_when_the_person_has_made_up_their_mind(open_stage, qtbot):
    settings = open_stage.reminders.settings
    first, last = (replace(settings, idle_after_s=after) for after in (30, 45))
    open_stage.page.settings_changed.emit(first)
    before = open_stage.last.preview
    open_stage.page.settings_changed.emit(last)
    assert open_stage.reminders.kept == []
    assert open_stage.last.settings == last
    open_stage.controller._look()
    assert open_stage.last.settings == last  # what is shown never jumps back
    qtbot.waitUntil(lambda: open_stage.reminders.kept == [last])
    assert before is not None
    often = replace(settings.kinds[0], every_s=300.0)
    open_stage.page.settings_changed.emit(replace(last, kinds=(often, *settings.kinds[1:])))
    assert open_stage.last.preview.day.count("taken") > before.day.count("taken") + 5


def test_settings_count_before_the_page_is_left_or_the_program_ends(open_stage):
    settings = replace(open_stage.reminders.settings, idle_after_s=30)
    open_stage.page.settings_changed.emit(settings)
    open_stage.window.open_page("today")
    assert open_stage.reminders.kept == [settings]
    open_stage.window.open_page("breaks")
    again = replace(settings, idle_after_s=45)
    open_stage.page.settings_changed.emit(again)
    open_stage.shared.requests.quit_wanted.emit()
    assert open_stage.reminders.kept == [settings, again]


def test_settings_that_cannot_be_kept_are_told_and_shown_as_they_were(open_stage):
    before = open_stage.reminders.settings
    open_stage.reminders.cannot = "The settings for breaks could not be kept: the disk is full"
    open_stage.page.settings_changed.emit(replace(before, idle_after_s=30))
    open_stage.controller.keep()
    assert open_stage.last.problem == open_stage.reminders.cannot
    assert open_stage.last.settings == before


def test_what_is_wanted_reaches_the_scheduler(open_stage):
    page = open_stage.page
    wanted = [
        BreakNow("micro"),
        PlainEvent.SNOOZE,
        PlainEvent.SKIP,
        PlainEvent.DONE,
        Pause(900),
        PlainEvent.UNPAUSE,
        MeetingStarts(1800),
        PlainEvent.MEETING_ENDS,
        PlainEvent.READING_STARTS,
        PlainEvent.READING_ENDS,
    ]
    for event in wanted:
        page.event_wanted.emit(event)
    assert open_stage.reminders.told == wanted


def test_what_is_refused_is_told_until_something_else_is_wanted(open_stage):
    open_stage.reminders.refused.emit(Refused(0, Request.SKIP, Refusal.NO_BREAK))
    open_stage.controller._look()
    assert open_stage.last.problem == ""
    for forget in (
        lambda: open_stage.page.event_wanted.emit(Pause()),
        lambda: (open_stage.window.open_page("today"), open_stage.window.open_page("breaks")),
    ):
        open_stage.reminders.refuses = Refused(0, Request.BREAK_NOW, Refusal.BREAK_ON)
        open_stage.page.event_wanted.emit(BreakNow("micro"))
        assert open_stage.last.problem == "A break is already on."
        open_stage.reminders.refuses = None
        forget()
        assert open_stage.last.problem == ""


def test_the_sensors_can_be_tested(open_stage):
    sensors = open_stage.reminders.sensors
    open_stage.page.self_test_wanted.emit()
    assert sensors.asked == 1
    assert open_stage.last.testing
    sensors.value = 7.0
    sensors.tested.emit(sensors.healths())
    assert not open_stage.last.testing
    assert open_stage.last.sensors[0].answer == "XScreenSaver, last value: 7 s"
    assert open_stage.last.tested == "Tested at 09:00: 1 of 1 was answered."


def test_an_open_page_is_filled_as_soon_as_there_is_a_controller(qapp, qtbot, tmp_path):
    shared = make_shared(qapp, tmp_path, HandClock())
    window = MainWindow(shared.theme)
    qtbot.addWidget(window)
    window.show()
    window.open_page("breaks")
    BreaksController(window, shared, HandBreaks(), window)
    assert not window.page("breaks").is_loading


def test_a_day_is_drawn_between_its_hours():
    work = ((HoursRange(540, 1050),),) * 7
    view = there(day_view([record(30, 31)], [], BreakSettings(work=work), at(45)))
    assert (view.start, view.end) == (at(0), at(9 * 60))
    view = there(day_view([record(30, 31)], [], BreakSettings(), at(45)))
    assert (view.start, view.end) == (at(0), at(8 * 60))
    late = there(day_view([record(30, 31)], [], BreakSettings(work=work), at(10 * 60 + 20)))
    assert late.end == at(11 * 60)
    assert day_view([], [], BreakSettings(), at(45)) is None


def test_a_day_begins_on_the_whole_hour():
    view = there(day_view([record(30.2, 31.7)], [], BreakSettings(), at(45.5)))
    assert view.start == at(0)
    assert view.now == at(45)


def test_only_this_day_is_drawn_and_only_until_now():
    yesterday = Stretch(at(-24 * 60), at(-23 * 60), "active")
    night = Stretch(at(-10 * 60), at(-8 * 60), "active")
    coming = Stretch(at(0), at(60), "active")
    view = there(
        day_view([record(-24 * 60, -1430)], [yesterday, night, coming], BreakSettings(), at(45))
    )
    assert [(one.start, one.end) for one in view.spans] == [
        (at(-9 * 60), at(-8 * 60)),
        (at(0), at(45)),
    ]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (record(0, 1, exercise_name="Chin tuck"), "Micro-break: Chin tuck, 60 s of rest"),
        (record(0, 1, "skipped", skip_reason="not_now"), "Micro-break: not now"),
        (record(0, 1, "natural"), "Micro-break: by being away"),
        (record(0, 1, "skipped"), "Micro-break"),
    ],
)
def test_a_break_in_a_line(made, words):
    assert record_words(made) == words


def test_what_to_take_care_of_in_a_break_is_reached_from_the_page(open_stage):
    status = open_stage.page.now.status
    assert status.care.isHidden()
    open_stage.reminders.can_read = True
    open_stage.controller._look()
    assert not status.care.isHidden()
    status.care.click()
    assert open_stage.reminders.was_read
