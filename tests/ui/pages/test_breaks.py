"""The Breaks page: what it shows of a snapshot, and what it tells when something is changed."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QWidget

from posture_app.breaks.events import BreakNow, MeetingExtends, MeetingStarts, Pause, PlainEvent
from posture_app.breaks.hours import Range
from posture_app.breaks.settings import read_settings, settings_json
from posture_app.gallery import breaks_samples as samples
from posture_app.gallery.breaks_samples import at
from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import settle, show_off_screen
from posture_app.ui.pages.breaks import FIRST_DAY, NO_KEYS, BreaksPage
from posture_app.ui.pages.breaks_charts import BreakBars, DayLine, day_words, span_words
from posture_app.ui.pages.breaks_decisions import SHOWN, DecisionsView
from posture_app.ui.pages.breaks_hours import BAD_TIME, from_to, read_time, time_words
from posture_app.ui.pages.breaks_kinds import Stepper, kind_words
from posture_app.ui.pages.breaks_snapshots import DayView, Span
from tests.there import there

LESS_WIDE = QSize(940, 700)


@pytest.fixture
def page(qtbot, theme):
    one = BreaksPage(theme)
    qtbot.addWidget(one)
    return one


@pytest.fixture
def full(page):
    page.show_snapshot(samples.full())
    show_off_screen(page, LESS_WIDE)
    return page


def words(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def now(page, kind, name):
    """What bears a name now; what bore it before may not be deleted yet."""
    QApplication.processEvents()  # new widgets are shown by the event loop
    return next(one for one in page.findChildren(kind, name) if one.isVisibleTo(page))


def click(qtbot, page, name):
    button = now(page, QAbstractButton, name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def changed(page):
    told: list[Any] = []
    page.settings_changed.connect(told.append)
    return told


def write(qtbot, page, name, text):
    field = now(page, QLineEdit, name)
    field.setText(text)
    field.editingFinished.emit()
    qtbot.wait(1)  # the change is told when the focus has moved on
    return field


def test_it_is_loading_until_it_is_shown_something(page):
    assert page.is_loading
    page.show_snapshot(samples.empty())
    assert not page.is_loading


def test_the_first_day_says_what_will_be_there(page):
    page.show_snapshot(samples.empty())
    assert FIRST_DAY in words(page)
    assert "No breaks yet this week." in words(page)
    assert page.findChild(DayLine, "day-line") is None


def test_the_next_break_and_why(full):
    shown = words(full)
    assert "Micro-break in 12 min" in shown
    assert any("18 min of 30 min of activity are counted" in one for one in shown)


@pytest.mark.parametrize("make", [samples.full, samples.empty, samples.troubled])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(page, theme, make, scale):
    theme.choose("light", scale)
    try:
        page.show_snapshot(make())
        for editor in page._editors.values():
            editor._fold()
        show_off_screen(page, QSize(940, 520))
        assert clipped(page) == []
    finally:
        theme.choose("system", 1.0)


def test_it_says_that_no_keys_are_recorded(full):
    assert NO_KEYS in words(full)
    assert "never sees which keys" in NO_KEYS


def test_a_sensor_in_doubt_says_so(full, qtbot):
    shown = words(full)
    assert "XScreenSaver, last value: 2 s" in shown
    assert "In doubt" in shown
    assert "It has answered the same for a long time." in shown
    with qtbot.waitSignal(full.self_test_wanted, timeout=1000):
        click(qtbot, full, "self-test")
    full.show_snapshot(replace(samples.full(), testing=True))
    assert not now(full, QAbstractButton, "self-test").isEnabled()


def test_the_latest_reasons_and_on_request_all_of_them(full, qtbot):
    why = samples.full().why
    rows = now(full, QListView, "why-list").model()
    assert rows.rowCount() == SHOWN < len(why)
    click(qtbot, full, "why-more")
    assert rows.rowCount() == len(why)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    for row, one in enumerate(why):
        assert rows.index(row, 0).data() == one.words
        assert f"{one.at:%H:%M}. {one.words}" in rows.index(row, 0).data(spoken)
    click(qtbot, full, "why-more")
    assert rows.rowCount() == SHOWN


def test_each_decision_has_the_room_that_its_words_need(qtbot, theme):
    view = DecisionsView(theme, "why", "Why", "")
    qtbot.addWidget(view)
    view.show_decisions(
        [samples.decisions(1)[0], replace(samples.decisions(1)[0], words="Aha " * 99)]
    )
    show_off_screen(view, QSize(400, 900))
    rows = there(view.findChild(QListView))
    one, many = (rows.visualRect(rows.model().index(row, 0)).height() for row in range(2))
    assert many > 5 * one
    assert rows.height() == one + many
    show_off_screen(view, QSize(800, 900))
    assert rows.height() < one + many


@pytest.mark.parametrize(
    ("state", "name", "signal", "value"),
    [
        ("counting", "status-meeting", "event_wanted", MeetingStarts(1800)),
        ("meeting", "status-longer", "event_wanted", MeetingExtends(1800)),
        ("meeting", "status-meeting-end", "event_wanted", PlainEvent.MEETING_ENDS),
        ("counting", "status-reading", "event_wanted", PlainEvent.READING_STARTS),
        ("paused", "status-resume", "event_wanted", PlainEvent.UNPAUSE),
        ("notice", "status-snooze", "event_wanted", PlainEvent.SNOOZE),
        ("notice", "status-skip", "event_wanted", PlainEvent.SKIP),
        ("break", "status-done", "event_wanted", PlainEvent.DONE),
    ],
)
def test_what_can_be_done_now(page, qtbot, state, name, signal, value):
    shown = samples.full()
    status = replace(
        shown.status, state=state, can_snooze=state == "notice", can_skip=state == "notice"
    )
    page.show_snapshot(replace(shown, status=status))
    show_off_screen(page, LESS_WIDE)
    with qtbot.waitSignal(getattr(page, signal), timeout=1000) as told:
        click(qtbot, page, name)
    assert told.args == ([] if value is None else [value])


def test_reading_is_ended_where_it_was_begun(page, qtbot):
    shown = samples.full()
    page.show_snapshot(replace(shown, status=replace(shown.status, reading=True)))
    show_off_screen(page, LESS_WIDE)
    assert now(page, QAbstractButton, "status-reading").text() == "Done reading"
    with qtbot.waitSignal(page.event_wanted, timeout=1000) as told:
        click(qtbot, page, "status-reading")
    assert told.args == [PlainEvent.READING_ENDS]


def test_a_break_now_and_a_pause_are_chosen_from_menus(full, qtbot):
    with qtbot.waitSignal(full.event_wanted, timeout=1000) as told:
        full._status.break_now.menu_actions()[1].trigger()
    assert told.args == [BreakNow("movement")]
    with qtbot.waitSignal(full.event_wanted, timeout=1000) as told:
        full._status.pause.menu_actions()[3].trigger()
    assert told.args == [Pause(until_tomorrow=True)]


def test_showing_settings_tells_nothing_back(page):
    told = changed(page)
    page.show_snapshot(samples.full())
    page.show_snapshot(samples.troubled())
    page.show_snapshot(samples.empty())
    assert told == []


def test_a_kind_is_switched_off_and_on(full, qtbot):
    told = changed(full)
    click(qtbot, full, "kind-movement-on")
    assert told[-1].kind("movement").on is False
    assert told[-1].kind("micro") == samples.full().settings.kind("micro")
    assert told[-1].work == samples.WORK
    click(qtbot, full, "kind-movement-on")
    assert told[-1] == samples.full().settings


@pytest.mark.parametrize(
    ("name", "more", "field", "value"),
    [
        ("every_s", True, "every_s", 2400),
        ("every_s", False, "every_s", 1500),
        ("length_s", True, "length_s", 90),
        ("notice_s", False, "notice_s", 10),
        ("snooze_s", True, "snooze_s", 600),
        ("max_snoozes", False, "max_snoozes", 1),
    ],
)
def test_numbers_go_step_by_step(full, qtbot, name, more, field, value):
    told = changed(full)
    click(qtbot, full, "kind-micro-change")
    click(qtbot, full, f"kind-micro-{name}-{'more' if more else 'less'}")
    assert getattr(told[-1].kind("micro"), field) == value
    # What is told can be kept and read again.
    assert read_settings(dict(settings_json(told[-1]))) == told[-1]


def test_a_value_between_the_steps_is_shown_and_left_to_the_next_step(qtbot, theme):
    stepper = Stepper(theme, "After", (60.0, 120.0, 300.0), lambda s: f"{s:g} s", "x")
    qtbot.addWidget(stepper)
    told: list[Any] = []
    stepper.chosen.connect(told.append)
    stepper.set_value(200)
    stepper.less.click()
    stepper.set_value(200)
    stepper.more.click()
    assert told == [120, 300]
    assert not stepper.more.isEnabled()


def test_how_a_kind_shows_itself_and_what_it_offers(full):
    told = changed(full)
    editor = full._editors["micro"]
    editor._strictness.menu_actions()[3].trigger()
    assert told[-1].kind("micro").strictness == "strict"
    editor._offers.menu_actions()[4].trigger()
    assert told[-1].kind("micro").offers == "rest"
    assert told[-1].kind("micro").strictness == "strict"
    assert kind_words(told[-1].kind("micro")).endswith("all screens, strict")


def test_a_kind_of_ones_own_is_added_named_and_removed(full, qtbot):
    before = samples.full().settings
    told = changed(full)
    click(qtbot, full, "kind-add")
    assert told[-1].kinds[:-1] == before.kinds
    own = told[-1].kinds[-1]
    assert (own.id, own.name, own.on) == ("own-1", "My break", True)
    field = now(full, QLineEdit, "kind-own-1-name")
    settle()
    assert full.focusWidget() is field
    assert field.visibleRegion().boundingRect() == field.rect()
    field.setText("  Drink some water ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told[-1].kind("own-1").name == "Drink some water"
    assert "Drink some water" in words(full)
    assert read_settings(dict(settings_json(told[-1]))) == told[-1]
    click(qtbot, full, "kind-add")
    assert [kind.id for kind in told[-1].kinds[-2:]] == ["own-1", "own-2"]
    click(qtbot, full, "kind-own-1-change")
    click(qtbot, full, "kind-own-1-remove")
    assert [kind.id for kind in told[-1].kinds[-2:]] == [before.kinds[-1].id, "own-2"]
    click(qtbot, full, "kind-add")
    assert told[-1].kinds[-1].id == "own-1"
    settle()
    assert clipped(full) == []


def test_a_kind_without_a_name_keeps_the_old_one(full, qtbot):
    told = changed(full)
    click(qtbot, full, "kind-add")
    field = now(full, QLineEdit, "kind-own-1-name")
    field.setText("  ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told[-1].kind("own-1").name == field.text() == "My break"


def test_what_the_program_brings_along_is_switched_off_and_not_removed(full, qtbot):
    click(qtbot, full, "kind-micro-change")
    names = {one.objectName() for one in full.findChildren(QWidget)}
    assert names.isdisjoint({"kind-micro-name", "kind-micro-remove"})


def test_hours_are_always_or_some(full, qtbot):
    told = changed(full)
    click(qtbot, full, "hours-on")
    assert told[-1].work is None
    click(qtbot, full, "hours-on")
    assert told[-1].work == samples.WORK


def test_a_range_is_written_anew(full, qtbot):
    told = changed(full)
    write(qtbot, full, "hours-0-0-start", "8:15")
    assert told[-1].work[0] == (Range(495, 750), Range(810, 1050))
    write(qtbot, full, "hours-4-0-end", "2")
    assert told[-1].work[4] == (Range(540, 1440 + 120),)
    assert "next day" in words(full)


@pytest.mark.parametrize("wrong", ["", "25:00", "9:60", "noon", "24:30", "-1"])
def test_what_is_no_time_changes_nothing_and_is_told(full, qtbot, wrong):
    told = changed(full)
    field = write(qtbot, full, "hours-0-0-start", wrong)
    assert told == []
    assert field.text() == "09:00"
    assert BAD_TIME in words(full)


def test_ranges_are_added_and_taken_out(full, qtbot):
    told = changed(full)
    click(qtbot, full, "hours-5-add")
    assert told[-1].work[5] == (Range(540, 1020),)
    click(qtbot, full, "hours-0-0-remove")
    assert told[-1].work[0] == (Range(810, 1050),)
    click(qtbot, full, "hours-same")
    assert told[-1].work[:5] == ((Range(810, 1050),),) * 5
    assert read_settings(dict(settings_json(told[-1]))) == told[-1]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("9", 540), ("09:00", 540), ("9.30", 570), ("0930", 570), ("24:00", 1440), ("0:00", 0)],
)
def test_times_are_read_as_people_write_them(written, minutes):
    assert read_time(written) == minutes
    assert read_time(time_words(minutes)) == minutes


def test_a_range_that_ends_before_it_starts_crosses_midnight():
    assert from_to(1320, 120) == Range(1320, 1560)
    assert from_to(540, 540) == Range(540, 1980)
    assert time_words(1560) == "02:00"


def test_the_keyboard_stays_where_it_was_when_hours_change(page, qtbot):
    page.show_snapshot(samples.full())
    page.resize(LESS_WIDE)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    start = now(page, QLineEdit, "hours-0-0-start")
    start.setFocus()
    start.setText("08:00")
    qtbot.keyClick(start, Qt.Key.Key_Tab)
    told = changed(page)
    qtbot.waitUntil(lambda: told != [])
    QApplication.processEvents()
    assert page.focusWidget() is now(page, QLineEdit, "hours-0-0-end")


def test_the_minute_passing_leaves_an_open_editor_alone(full, qtbot):
    click(qtbot, full, "kind-micro-change")
    field = full.findChild(QLineEdit, "hours-1-0-start")
    field.setText("08:4")
    shown = samples.full()
    later = replace(
        shown,
        now=shown.now + timedelta(minutes=1),
        status=replace(shown.status, next_in_s=660),
        today=replace(there(shown.today), now=shown.now + timedelta(minutes=1)),
    )
    full.show_snapshot(later)
    assert "Micro-break in 11 min" in words(full)
    assert full.findChild(QLineEdit, "hours-1-0-start").text() == "08:4"
    assert full.findChild(Stepper, "kind-micro-every_s").isVisibleTo(full)


def test_a_stretch_of_the_day_is_told_where_it_lies(full):
    line = now(full, DayLine, "day-line")
    day = samples.day()
    share = (samples.at(11, 20) - day.start) / (day.end - day.start)
    span = line.span_at(share * line.width())
    assert span_words(span) == "Held back, 11:00 to 11:40\nA call is on"
    assert line.span_at(line.width() - 1) is None
    assert day_words(day) == "3 breaks taken, 1 by being away, 1 skipped, held back once"


def test_the_day_and_the_week_are_told_to_a_screen_reader(full):
    assert now(full, DayLine, "day-line").accessibleName().endswith(day_words(samples.day()))
    bars = full.findChild(BreakBars)
    assert "Mon 9 taken, 3 natural, 1 skipped" in bars.accessibleName()


def test_a_break_is_drawn_over_the_activity_and_wide_enough_to_be_seen(qtbot, theme):
    start, end = samples.at(8), samples.at(18)
    at = samples.at(12)
    spans = (Span("taken", at, at), Span("active", start, end))
    line = DayLine(theme, DayView(start=start, end=end, spans=spans, longest_s=0), "x")
    qtbot.addWidget(line)
    line.resize(600, 78)
    image = line.grab().toImage()
    accent = theme.colour("accent").rgb()
    top = [x for x in range(image.width()) if image.pixel(x, 4) == accent]
    assert len(top) >= 4
    edge = theme.colour("edge").rgb()
    active = [x for x in range(image.width()) if image.pixel(x, 23) == edge]
    share = (at - start) / (end - start)
    expected = active[0] + share * (active[-1] - active[0])
    assert abs(sum(top) / len(top) - expected) <= 2


def test_who_has_turned_breaks_off_is_offered_one_button(page, qtbot):
    page.show_snapshot(samples.off())
    show_off_screen(page, LESS_WIDE)
    assert "Breaks are turned off" in words(page)
    assert FIRST_DAY not in words(page)
    with qtbot.waitSignal(page.turn_on_wanted, timeout=1000):
        click(qtbot, page, "turn-on")
    page.show_snapshot(samples.full())
    assert "Breaks are turned off" not in words(page)
    assert "Micro-break in 12 min" in words(page)


def test_what_could_not_be_done_is_told_and_goes(page):
    page.show_snapshot(samples.troubled())
    assert samples.troubled().problem in words(page)
    page.show_snapshot(replace(samples.troubled(), problem=""))
    assert samples.troubled().problem not in words(page)


def test_a_new_drawing_keeps_the_focus(full):
    before = now(full, QAbstractButton, "why-more")
    before.setFocus()
    full.show_snapshot(replace(samples.full(), why=samples.decisions(13)))
    focused = full.window().focusWidget()
    assert focused is before
    assert focused is now(full, QAbstractButton, "why-more")
    settle()
    assert full.window().focusWidget() is focused


@pytest.mark.parametrize("width", [160, 320, 500, 900])
@pytest.mark.parametrize(("start", "end"), [(9, 18), (8, 17), (0, 23), (9, 10)])
def test_hours_stand_under_the_line_side_by_side(qtbot, theme, width, start, end):
    line = DayLine(theme, DayView(start=at(start), end=at(end), spans=(), longest_s=0), "line")
    qtbot.addWidget(line)
    line.resize(width, 78)
    places = [line._x(one) for one in line._hours()]
    half = line._margin
    assert places
    assert places[0] >= half
    assert places[-1] <= width - half
    assert all(b - a > 2 * half for a, b in pairwise(places))
    assert width < 900 or len(places) > 1


def test_tab_goes_through_the_page_as_one_reads_it(full):
    full.show_snapshot(replace(samples.full(), why=samples.decisions(13)))
    settle()
    line, one = [], full
    while (one := one.nextInFocusChain()) is not full:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(full):
            line.append(one.objectName())
    expected = [
        "break-now",
        "pause",
        "why-more",
        "kind-micro-change",
        "kind-micro-on",
        "kind-eyes-on",
        "kind-add",
        "preview-more",
        "hours-on",
        "hours-0-0-start",
        "hours-6-add",
        "hours-same",
        "self-test",
    ]
    assert [name for name in line if name in expected] == expected
