"""The Breaks page's schedule: kinds and hours are changed where they stand."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from posture_app.breaks.hours import HoursRange
from posture_app.breaks.settings import read_settings, settings_json
from posture_app.gallery import breaks_samples as samples
from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import settle
from posture_app.ui.pages.breaks_hours import BAD_TIME, from_to, read_time, time_words
from posture_app.ui.pages.breaks_kinds import read_minutes
from posture_app.ui.pages.breaks_stepper import Stepper
from posture_app.words.break_settings import kind_line
from tests.there import there

from .breaks_hand import LESS_WIDE, changed, click, now, words, write


@pytest.fixture
def page(breaks_page):
    return breaks_page


@pytest.fixture
def full(full_breaks):
    return full_breaks


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


def test_a_value_between_the_steps_is_shown_and_left_to_the_next_step(qtbot, make):
    stepper = make(Stepper, "After", (60.0, 120.0, 300.0), lambda s: f"{s:g} s", "x")
    qtbot.addWidget(stepper)
    told: list[Any] = []
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
    assert told[-1].work[0] == (HoursRange(495, 750), HoursRange(810, 1050))
    write(qtbot, schedule, "hours-4-0-end", "2")
    assert told[-1].work[4] == (HoursRange(540, 1440 + 120),)
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
    assert told[-1].work[5] == (HoursRange(540, 1020),)
    click(qtbot, schedule, "hours-0-0-remove")
    assert told[-1].work[0] == (HoursRange(810, 1050),)
    click(qtbot, schedule, "hours-same")
    assert told[-1].work[:5] == ((HoursRange(810, 1050),),) * 5
    assert read_settings(dict(settings_json(told[-1]))) == told[-1]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("9", 540), ("09:00", 540), ("9.30", 570), ("0930", 570), ("24:00", 1440), ("0:00", 0)],
)
def test_times_are_read_as_people_write_them(written, minutes):
    assert read_time(written) == minutes
    assert read_time(time_words(minutes)) == minutes


def test_a_range_that_ends_before_it_starts_crosses_midnight():
    assert from_to(1320, 120) == HoursRange(1320, 1560)
    assert from_to(540, 540) == HoursRange(540, 1980)
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
        today=replace(there(shown.today), now=shown.now + timedelta(minutes=1)),
    )
    schedule.show_snapshot(later)
    assert schedule.now.status.ring._shown[:2] == ("11", "min")
    assert schedule.findChild(QLineEdit, "hours-1-0-start").text() == "08:4"
    assert schedule.findChild(Stepper, "kind-micro-every_s").isVisibleTo(schedule)


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
