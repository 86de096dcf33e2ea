"""The Breaks page: what it shows of a snapshot, and what it tells when something is changed."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QListView

from posture_app.breaks.events import BreakNow, MeetingExtends, MeetingStarts, Pause, PlainEvent
from posture_app.gallery import breaks_samples as samples
from posture_app.gallery.breaks_samples import at
from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import settle, show_off_screen
from posture_app.ui.pages.breaks_charts import BreakBars, DayLine, day_words, span_words
from posture_app.ui.pages.breaks_decisions import SHOWN, DecisionsView
from posture_app.ui.pages.breaks_now import FIRST_DAY
from posture_app.ui.pages.breaks_snapshots import DaySpan, DayView
from posture_app.ui.pages.breaks_why import NO_KEYS
from posture_app.ui.tray import TraySnapshot
from posture_app.ui.widgets.buttons import Button
from tests.there import there

from .breaks_hand import LESS_WIDE, changed, click, now, words


@pytest.fixture
def page(breaks_page):
    return breaks_page


@pytest.fixture
def full(full_breaks):
    return full_breaks


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


@pytest.mark.parametrize("snapshot", [samples.full, samples.empty, samples.troubled])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(page, theme, snapshot, scale):
    theme.choose("light", scale)
    try:
        page.show_snapshot(snapshot())
        for editor in page.schedule.editors.values():
            editor._fold()
        for view in ("now", "schedule", "why"):
            page.show_view(view)
            show_off_screen(page, QSize(940, 520))
            assert clipped(page) == [], view
    finally:
        theme.choose("system", 1.0)


def test_it_says_that_no_keys_are_recorded(reasons):
    assert NO_KEYS in words(reasons)
    assert "never sees which keys" in NO_KEYS


def test_a_sensor_in_doubt_says_so(reasons, qtbot):
    shown = words(reasons)
    assert "XScreenSaver, last value: 2 s" in shown
    assert "In doubt" in shown
    assert samples.sensors()[1].sentence in shown
    with qtbot.waitSignal(reasons.self_test_wanted):
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


def test_each_decision_has_the_room_that_its_words_need(qtbot, make):
    view = make(DecisionsView, "why", "Why", "")
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
    with qtbot.waitSignal(getattr(page, signal)) as told:
        click(qtbot, page, name)
    assert told.args == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("state", "until", "main", "quiet", "behind"),
    [
        (
            "held",
            None,
            "break-now",
            [],
            ["In a meeting for 30 minutes", "I am reading", "Pause"],
        ),
        ("meeting", samples.NOW, "status-meeting-end", ["break-now", "status-longer"], ["Pause"]),
        ("paused", samples.NOW, "status-resume", ["break-now"], []),
        ("paused", None, "status-resume", ["break-now"], []),
    ],
)
def test_where_breaks_are_held_back_one_thing_stands_out(page, state, until, main, quiet, behind):
    shown = samples.full()
    status = TraySnapshot(state=state, until=until, kinds=shown.status.kinds)
    page.show_snapshot(replace(shown, status=status, below=()))
    show_off_screen(page, LESS_WIDE)
    card = page.now.status
    buttons = [one for one in card.findChildren(Button) if one.isVisibleTo(card)]
    kinds = {one.objectName(): one._kind for one in buttons if one is not card.more}
    assert kinds == {main: "primary"} | dict.fromkeys(quiet, "quiet")
    assert [one.text() for one in card.more.menu_actions()] == behind
    assert card.more.isVisibleTo(card) == bool(behind)
    assert card._below.isVisibleTo(card)
    assert card._below.text()


def test_what_is_behind_the_button_for_more_does_the_same(page, qtbot):
    shown = samples.full()
    page.show_snapshot(replace(shown, status=replace(shown.status, state="held")))
    with qtbot.waitSignal(page.event_wanted) as told:
        page.now.status.more.menu_actions()[0].trigger()
    assert told.args == [MeetingStarts(1800)]


def test_reading_is_ended_where_it_was_begun(page, qtbot):
    shown = samples.full()
    page.show_snapshot(replace(shown, status=replace(shown.status, reading=True)))
    show_off_screen(page, LESS_WIDE)
    assert now(page, QAbstractButton, "status-reading").text() == "Done reading"
    with qtbot.waitSignal(page.event_wanted) as told:
        click(qtbot, page, "status-reading")
    assert told.args == [PlainEvent.READING_ENDS]


def test_a_break_now_and_a_pause_are_chosen_from_menus(full, qtbot):
    with qtbot.waitSignal(full.event_wanted) as told:
        full.now.status.break_now.menu_actions()[1].trigger()
    assert told.args == [BreakNow("movement")]
    with qtbot.waitSignal(full.event_wanted) as told:
        full.now.status.pause.menu_actions()[3].trigger()
    assert told.args == [Pause(until_tomorrow=True)]


def test_showing_settings_tells_nothing_back(page):
    told = changed(page)
    page.show_snapshot(samples.full())
    page.show_snapshot(samples.troubled())
    page.show_snapshot(samples.empty())
    assert told == []


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


def test_a_break_is_drawn_over_the_activity_and_wide_enough_to_be_seen(qtbot, make):
    start, end = samples.at(8), samples.at(18)
    at = samples.at(12)
    spans = (DaySpan("taken", at, at), DaySpan("active", start, end))
    line = make(DayLine, DayView(start=start, end=end, spans=spans, longest_s=0), "x")
    qtbot.addWidget(line)
    line.resize(600, 78)
    image = line.grab().toImage()
    accent = make.theme.colour("accent").rgb()
    top = [x for x in range(image.width()) if image.pixel(x, 4) == accent]
    assert len(top) >= 4
    edge = make.theme.colour("edge").rgb()
    active = [x for x in range(image.width()) if image.pixel(x, 23) == edge]
    share = (at - start) / (end - start)
    expected = active[0] + share * (active[-1] - active[0])
    assert abs(sum(top) / len(top) - expected) <= 2


def test_who_has_turned_breaks_off_is_offered_one_button(page, qtbot):
    page.show_snapshot(samples.off())
    show_off_screen(page, LESS_WIDE)
    assert "Breaks are turned off" in words(page)
    assert FIRST_DAY not in words(page)
    with qtbot.waitSignal(page.turn_on_wanted):
        click(qtbot, page, "turn-on")
    page.show_snapshot(samples.full())
    assert "Breaks are turned off" not in words(page)
    assert "Next: Micro-break" in words(page)


def test_breaks_that_could_not_be_started_are_not_said_to_be_turned_off(page, qtbot):
    page.show_snapshot(samples.failed())
    show_off_screen(page, LESS_WIDE)
    shown = words(page)
    assert "Breaks could not be started" in shown
    assert "What stood in the way: no space left on device." in shown
    assert "Breaks are turned off" not in shown
    with qtbot.waitSignal(page.try_wanted):
        click(qtbot, page, "breaks-again")
    page.show_snapshot(samples.full())
    assert "Breaks could not be started" not in words(page)


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
def test_hours_stand_under_the_line_side_by_side(qtbot, make, width, start, end):
    line = make(DayLine, DayView(start=at(start), end=at(end), spans=(), longest_s=0), "line")
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
