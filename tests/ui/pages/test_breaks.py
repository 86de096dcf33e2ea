"""The Breaks page: what it shows of a snapshot, and what it tells when something is changed."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

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
from posture_app.ui.pages.breaks import BreaksPage
from posture_app.ui.pages.breaks_charts import BreakBars, DayLine, day_words, span_words
from posture_app.ui.pages.breaks_decisions import SHOWN, DecisionsView
from posture_app.ui.pages.breaks_hours import BAD_TIME, from_to, read_time, time_words
from posture_app.ui.pages.breaks_kinds import read_minutes
from posture_app.ui.pages.breaks_now import FIRST_DAY
from posture_app.ui.pages.breaks_snapshots import DayView, Span
from posture_app.ui.pages.breaks_stepper import Stepper
from posture_app.ui.pages.breaks_why import NO_KEYS
from posture_app.words.break_settings import kind_line

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


@pytest.fixture
def schedule(full):
    full.show_view("schedule")
    settle()
    return full


@pytest.fixture
def reasons(full):
    full.show_view("why")
    settle()
    return full


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
    told = []
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
    assert page.findChild(DayLine, "day-line") is None
    assert page.findChild(BreakBars) is None
    assert {"Today", "This week"}.isdisjoint(words(page))


def test_who_sees_nothing_yet_is_led_to_the_schedule(page, qtbot):
    page.show_snapshot(samples.empty())
    show_off_screen(page, LESS_WIDE)
    click(qtbot, page, "to-schedule")
    assert "Your breaks" in words(page)
    assert FIRST_DAY not in words(page)


def test_the_next_break_and_why(full):
    shown = words(full)
    assert "Next: Micro-break" in shown
    assert full.now.status.ring._shown[:2] == ("12", "min")
    assert "Movement break in 36 min" in shown
    full.show_view("why")
    assert any("18 min of 30 min of activity are counted" in one for one in words(full))


def test_the_views_are_chosen_in_the_head_and_one_is_seen(full, qtbot):
    seen = {"now": "Next: Micro-break", "schedule": "Your breaks", "why": "What was decided"}
    for name in ("why", "schedule", "now"):
        click(qtbot, full, f"segment-{name}")
        shown = set(words(full))
        assert [one for one, title in seen.items() if title in shown] == [name]
    click(qtbot, full, "segment-schedule")
    full.show_snapshot(replace(samples.full(), problem="Alas."))
    assert "Your breaks" in words(full)


def test_the_ring_is_left_out_when_there_is_nothing_to_count(page):
    shown = samples.full()
    status = replace(shown.status, state="notice", next_in_s=0.0)
    page.show_snapshot(replace(shown, status=status))
    assert not page.now.status.ring.isVisibleTo(page)
    assert "Micro-break in a moment" in words(page)


@pytest.mark.parametrize("make", [samples.full, samples.empty, samples.troubled])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("view", ["now", "schedule", "why"])
def test_nothing_is_cut(page, theme, make, scale, view):
    theme.choose("light", scale)
    try:
        page.show_snapshot(make())
        for editor in page.schedule.editors.values():
            editor._fold()
        page.show_view(view)
        show_off_screen(page, QSize(940, 520))
        assert clipped(page) == []
    finally:
        theme.choose("system", 1.0)


def test_it_says_that_no_keys_are_recorded(reasons):
    assert NO_KEYS in words(reasons)
    assert "never sees which keys" in NO_KEYS


def test_a_sensor_in_doubt_says_so(reasons, qtbot):
    shown = words(reasons)
    assert "XScreenSaver, last value: 2 s" in shown
    assert "In doubt" in shown
    assert "It has answered the same for a long time." in shown
    with qtbot.waitSignal(reasons.self_test_wanted, timeout=1000):
        click(qtbot, reasons, "self-test")
    reasons.show_snapshot(replace(samples.full(), testing=True))
    assert not now(reasons, QAbstractButton, "self-test").isEnabled()


def test_the_latest_reasons_and_on_request_all_of_them(reasons, qtbot):
    why = samples.full().why
    rows = now(reasons, QListView, "why-list").model()
    assert rows.rowCount() == SHOWN < len(why)
    click(qtbot, reasons, "why-more")
    assert rows.rowCount() == len(why)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    for row, one in enumerate(why):
        assert rows.index(row, 0).data() == one.words
        assert f"{one.at:%H:%M}. {one.words}" in rows.index(row, 0).data(spoken)
    click(qtbot, reasons, "why-more")
    assert rows.rowCount() == SHOWN


def test_each_decision_has_the_room_that_its_words_need(qtbot, theme):
    view = DecisionsView(theme, "why", "Why", "")
    qtbot.addWidget(view)
    view.show_decisions(
        [samples.decisions(1)[0], replace(samples.decisions(1)[0], words="Aha " * 99)]
    )
    show_off_screen(view, QSize(400, 900))
    rows = view.findChild(QListView)
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
        full.now.status.break_now.menu_actions()[1].trigger()
    assert told.args == [BreakNow("movement")]
    with qtbot.waitSignal(full.event_wanted, timeout=1000) as told:
        full.now.status.pause.menu_actions()[3].trigger()
    assert told.args == [Pause(until_tomorrow=True)]


def test_showing_settings_tells_nothing_back(page):
    told = changed(page)
    page.show_snapshot(samples.full())
    page.show_snapshot(samples.troubled())
    page.show_snapshot(samples.empty())
    assert told == []


def test_a_kind_is_switched_off_and_on(schedule, qtbot):
    told = changed(schedule)
    click(qtbot, schedule, "kind-movement-on")
    assert told[-1].kind("movement").on is False
    assert told[-1].kind("micro") == samples.full().settings.kind("micro")
    assert told[-1].work == samples.WORK
    click(qtbot, schedule, "kind-movement-on")
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
def test_numbers_go_step_by_step(schedule, qtbot, name, more, field, value):
    told = changed(schedule)
    click(qtbot, schedule, "kind-micro-change")
    click(qtbot, schedule, f"kind-micro-{name}-{'more' if more else 'less'}")
    assert getattr(told[-1].kind("micro"), field) == value
    # What is told can be kept and read again.
    assert read_settings(dict(settings_json(told[-1]))) == told[-1]


def test_a_value_between_the_steps_is_shown_and_left_to_the_next_step(qtbot, theme):
    stepper = Stepper(theme, "After", (60.0, 120.0, 300.0), lambda s: f"{s:g} s", "x")
    qtbot.addWidget(stepper)
    told = []
    stepper.chosen.connect(told.append)
    stepper.set_value(200)
    stepper.less.click()
    stepper.set_value(200)
    stepper.more.click()
    assert told == [120, 300]
    assert not stepper.more.isEnabled()


def test_how_a_kind_shows_itself_and_what_it_offers(schedule):
    told = changed(schedule)
    editor = schedule.schedule.editors["micro"]
    editor._strictness.menu_actions()[3].trigger()
    assert told[-1].kind("micro").strictness == "strict"
    editor._offers.menu_actions()[4].trigger()
    assert told[-1].kind("micro").offers == "rest"
    assert told[-1].kind("micro").strictness == "strict"
    assert kind_line(told[-1].kind("micro")).endswith("all screens, strict")


def test_a_kind_of_ones_own_is_added_named_and_removed(schedule, qtbot):
    before = samples.full().settings
    told = changed(schedule)
    click(qtbot, schedule, "kind-add")
    assert told[-1].kinds[:-1] == before.kinds
    own = told[-1].kinds[-1]
    assert (own.id, own.name, own.on) == ("own-1", "My break", True)
    field = now(schedule, QLineEdit, "kind-own-1-name")
    settle()
    assert schedule.focusWidget() is field
    assert field.visibleRegion().boundingRect() == field.rect()
    field.setText("  Drink some water ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told[-1].kind("own-1").name == "Drink some water"
    assert "Drink some water" in words(schedule)
    assert read_settings(dict(settings_json(told[-1]))) == told[-1]
    click(qtbot, schedule, "kind-add")
    assert [kind.id for kind in told[-1].kinds[-2:]] == ["own-1", "own-2"]
    click(qtbot, schedule, "kind-own-1-change")
    click(qtbot, schedule, "kind-own-1-remove")
    assert [kind.id for kind in told[-1].kinds[-2:]] == [before.kinds[-1].id, "own-2"]
    click(qtbot, schedule, "kind-add")
    assert told[-1].kinds[-1].id == "own-1"
    settle()
    assert clipped(schedule) == []


def test_a_kind_without_a_name_keeps_the_old_one(schedule, qtbot):
    told = changed(schedule)
    click(qtbot, schedule, "kind-add")
    field = now(schedule, QLineEdit, "kind-own-1-name")
    field.setText("  ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told[-1].kind("own-1").name == field.text() == "My break"


def test_what_the_program_brings_along_is_switched_off_and_not_removed(schedule, qtbot):
    click(qtbot, schedule, "kind-micro-change")
    names = {one.objectName() for one in schedule.findChildren(QWidget)}
    assert names.isdisjoint({"kind-micro-name", "kind-micro-remove"})


def test_hours_are_always_or_some(schedule, qtbot):
    told = changed(schedule)
    click(qtbot, schedule, "hours-on")
    assert told[-1].work is None
    click(qtbot, schedule, "hours-on")
    assert told[-1].work == samples.WORK


def test_a_range_is_written_anew(schedule, qtbot):
    told = changed(schedule)
    write(qtbot, schedule, "hours-0-0-start", "8:15")
    assert told[-1].work[0] == (Range(495, 750), Range(810, 1050))
    write(qtbot, schedule, "hours-4-0-end", "2")
    assert told[-1].work[4] == (Range(540, 1440 + 120),)
    assert "next day" in words(schedule)


@pytest.mark.parametrize("wrong", ["", "25:00", "9:60", "noon", "24:30", "-1"])
def test_what_is_no_time_changes_nothing_and_is_told(schedule, qtbot, wrong):
    told = changed(schedule)
    field = write(qtbot, schedule, "hours-0-0-start", wrong)
    assert told == []
    assert field.text() == "09:00"
    assert BAD_TIME in words(schedule)


def test_ranges_are_added_and_taken_out(schedule, qtbot):
    told = changed(schedule)
    click(qtbot, schedule, "hours-5-add")
    assert told[-1].work[5] == (Range(540, 1020),)
    click(qtbot, schedule, "hours-0-0-remove")
    assert told[-1].work[0] == (Range(810, 1050),)
    click(qtbot, schedule, "hours-same")
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
    page.show_view("schedule")
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


def test_the_minute_passing_leaves_an_open_editor_alone(schedule, qtbot):
    click(qtbot, schedule, "kind-micro-change")
    field = schedule.findChild(QLineEdit, "hours-1-0-start")
    field.setText("08:4")
    shown = samples.full()
    later = replace(
        shown,
        now=shown.now + timedelta(minutes=1),
        status=replace(shown.status, next_in_s=660),
        today=replace(shown.today, now=shown.now + timedelta(minutes=1)),
    )
    schedule.show_snapshot(later)
    assert schedule.now.status.ring._shown[:2] == ("11", "min")
    assert schedule.findChild(QLineEdit, "hours-1-0-start").text() == "08:4"
    assert schedule.findChild(Stepper, "kind-micro-every_s").isVisibleTo(schedule)


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
    assert "Next: Micro-break" in words(page)


def test_what_could_not_be_done_is_told_and_goes(page):
    page.show_snapshot(samples.troubled())
    assert samples.troubled().problem in words(page)
    page.show_snapshot(replace(samples.troubled(), problem=""))
    assert samples.troubled().problem not in words(page)


def test_a_new_drawing_keeps_the_focus(reasons):
    before = now(reasons, QAbstractButton, "why-more")
    before.setFocus()
    reasons.show_snapshot(replace(samples.full(), why=samples.decisions(13)))
    focused = reasons.window().focusWidget()
    assert focused is before
    assert focused is now(reasons, QAbstractButton, "why-more")
    settle()
    assert reasons.window().focusWidget() is focused


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


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("now", ["segment-now", "segment-why", "break-now", "pause"]),
        (
            "schedule",
            [
                "segment-now",
                "segment-why",
                "kind-micro-change",
                "kind-micro-on",
                "kind-eyes-on",
                "kind-add",
                "hours-on",
                "hours-0-0-start",
                "hours-6-add",
                "hours-same",
                "preview-more",
            ],
        ),
        ("why", ["segment-now", "segment-why", "why-more", "self-test"]),
    ],
)
def test_tab_goes_through_the_page_as_one_reads_it(full, view, expected):
    full.show_view(view)
    full.show_snapshot(replace(samples.full(), why=samples.decisions(13)))
    settle()
    line, one = [], full
    while (one := one.nextInFocusChain()) is not full:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(full):
            line.append(one.objectName())
    assert [name for name in line if name in expected] == expected


def test_a_removed_kind_can_be_put_back_where_it_was(schedule, qtbot):
    click(qtbot, schedule, "kind-add")
    click(qtbot, schedule, "kind-add")
    told = changed(schedule)
    before = [kind.id for kind in schedule._kinds()]
    click(qtbot, schedule, "kind-own-1-change")
    click(qtbot, schedule, "kind-own-1-remove")
    assert "own-1" not in [kind.id for kind in told[-1].kinds]
    assert "My break: removed." in words(schedule)
    click(qtbot, schedule, "snackbar-action")
    assert [kind.id for kind in told[-1].kinds] == before
    assert "My break: removed." not in words(schedule)


def test_an_interval_is_written_in_whole_minutes(schedule, qtbot):
    told = changed(schedule)
    click(qtbot, schedule, "kind-micro-change")
    field = now(schedule, QLineEdit, "kind-micro-every_s-value")
    assert field.text() == "30 min"
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "7")
    schedule.show_snapshot(replace(samples.full(), tested="Tested."))
    assert field.text() == "7"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told[-1].kind("micro").every_s == 420
    assert field.text() == "7 min"
    field.selectAll()
    qtbot.keyClicks(field, "often")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "7 min"
    assert told[-1].kind("micro").every_s == 420


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("1", 60), (" 25 min", 1500), ("1 h 5 min", 3900), ("2h", 7200)]
    + [(wrong, None) for wrong in ("", "0", "-5", "1.5", "many", "900")],
)
def test_minutes_as_they_are_written(written, seconds):
    assert read_minutes(written) == seconds
