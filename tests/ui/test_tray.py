"""The icon in the panel: what it shows, how often it is drawn, what its menu asks for."""

import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QSystemTrayIcon

from posture_app.breaks.events import BreakNow, MeetingExtends, MeetingStarts, Pause, PlainEvent
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.view import HoldView
from posture_app.ui import tray as tray_module
from posture_app.ui.theme.tokens import CONTROL, contrast
from posture_app.ui.tray import (
    ARC,
    HELD,
    SIZES_PX,
    STEPS,
    TRACK,
    Tray,
    TraySnapshot,
    TrayState,
    tooltip,
    tray_icon,
)

COUNTING = TraySnapshot(
    state="counting",
    next_name="Micro-break",
    next_in_s=900,
    every_s=1800,
    kinds=(("micro", "Micro-break"), ("movement", "Movement & walk")),
    routine="Neck relief",
)

CALL = (HoldView(HoldKey.CALL, datetime(2026, 3, 2, 14, 2, tzinfo=UTC)),)


@pytest.fixture
def tray(qapp):
    one = Tray()
    yield one
    one.hide()
    one.menu.deleteLater()
    one.deleteLater()


def action(tray, name):
    found = tray.menu.findChild(QAction, name)
    return found or next(
        one
        for menu in tray.menu.actions()
        if menu.menu() is not None
        for one in menu.menu().actions()
        if one.objectName() == name
    )


def visible(tray):
    return [
        one.objectName() or one.text()
        for one in tray.menu.actions()
        if one.isVisible() and not one.isSeparator()
    ]


def rgb(colour):
    return colour.red(), colour.green(), colour.blue()


def coloured(image, colour):
    """How many pixels are nearly of a colour."""
    wanted = QColor(colour)
    count = 0
    for x in range(image.width()):
        for y in range(image.height()):
            pixel = image.pixelColor(x, y)
            near = all(abs(a - b) < 24 for a, b in zip(rgb(pixel), rgb(wanted), strict=True))
            count += near and pixel.alpha() > 200
    return count


@pytest.mark.parametrize("colour", [ARC, TRACK, HELD])
@pytest.mark.parametrize("panel", ["#ffffff", "#f0f0f0", "#202020", "#000000"])
def test_the_icon_is_seen_on_light_and_dark_panels(colour, panel):
    assert contrast(colour, panel) >= CONTROL


@pytest.mark.parametrize("size", SIZES_PX)
def test_the_arc_is_as_long_as_the_time_that_is_left(qapp, size):
    counts = [
        coloured(tray_icon("counting", step).pixmap(QSize(size, size)).toImage(), ARC)
        for step in (0, STEPS // 4, STEPS // 2, STEPS)
    ]
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert counts[2] == pytest.approx(counts[3] / 2, rel=0.25)


def test_every_state_has_a_shape_of_its_own(qapp):
    states: tuple[TrayState, ...] = ("counting", "notice", "held", "meeting", "paused", "off")
    images = [tray_icon(state, 0).pixmap(QSize(22, 22)).toImage() for state in states]
    assert all(
        images[a] != images[b] for a in range(len(images)) for b in range(a + 1, len(images))
    )


def test_it_is_drawn_anew_only_when_the_arc_moves(tray, monkeypatch):
    drawn = []

    def draw(*key):
        drawn.append(key)
        return tray_icon(*key)

    monkeypatch.setattr(tray_module, "tray_icon", draw)
    for second in range(1800):
        tray.show_snapshot(replace(COUNTING, next_in_s=1800 - second))
    assert len(drawn) == STEPS
    tray.show_snapshot(replace(COUNTING, state="held", held_by=CALL))
    assert len(drawn) == STEPS + 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Micro-break in 15 min"),
        ({"next_in_s": 59}, "Micro-break within a minute"),
        ({"next_name": ""}, "No break ahead"),
        ({"state": "away"}, "You are away: nothing is counted"),
        ({"state": "notice"}, "Micro-break in a moment"),
        ({"state": "break", "next_in_s": 200}, "Micro-break, 4 min left"),
        (
            {"state": "held", "held_by": CALL},
            "Break held back: a call since 14:02",
        ),
        (
            {"held_by": CALL},
            "Micro-break in 15 min, held back by a call since 14:02",
        ),
        (
            {"state": "meeting", "until": datetime(2026, 3, 2, 14, 30, tzinfo=UTC)},
            "In a meeting until 14:30",
        ),
        ({"state": "paused"}, "Breaks are paused"),
        ({"state": "off"}, "Outside of your work hours"),
    ],
)
def test_the_tooltip_tells_minutes_and_state(changes, words):
    assert tooltip(replace(COUNTING, **changes)) == words


def test_the_menu_offers_what_makes_sense_now(tray):
    tray.show_snapshot(COUNTING)
    assert visible(tray) == [
        "status",
        "Break now",
        "meeting",
        "reading",
        "Pause",
        "Add",
        "routine",
        "open",
        "quit",
    ]
    assert action(tray, "status").text() == tray.icon.toolTip() == "Micro-break in 15 min"
    assert not action(tray, "status").isEnabled()
    tray.show_snapshot(
        replace(
            COUNTING, state="meeting", until=datetime(2026, 3, 2, 14, 30, tzinfo=UTC), routine=""
        )
    )
    assert visible(tray) == [
        "status",
        "Break now",
        "meeting-longer",
        "meeting-end",
        "reading",
        "Pause",
        "Add",
        "routine",
        "open",
        "quit",
    ]
    assert action(tray, "routine").text() == "Today's routine"
    tray.show_snapshot(replace(COUNTING, state="paused"))
    assert "resume" in visible(tray)
    assert "Pause" not in visible(tray)
    tray.show_snapshot(replace(COUNTING, state="notice", can_snooze=True))
    assert "snooze" in visible(tray)
    assert "done" not in visible(tray)
    tray.show_snapshot(replace(COUNTING, state="break", can_skip=True))
    assert {"done", "skip"} <= set(visible(tray))
    assert "care" not in visible(tray)
    tray.show_snapshot(replace(COUNTING, state="break", can_read=True))
    assert "care" in visible(tray)
    assert "snooze" not in visible(tray)


@pytest.mark.parametrize(
    ("name", "signal", "value"),
    [
        ("break-movement", "event_wanted", BreakNow("movement")),
        ("snooze", "event_wanted", PlainEvent.SNOOZE),
        ("skip", "event_wanted", PlainEvent.SKIP),
        ("done", "event_wanted", PlainEvent.DONE),
        ("meeting", "event_wanted", MeetingStarts(1800)),
        ("meeting-longer", "event_wanted", MeetingExtends(1800)),
        ("meeting-end", "event_wanted", PlainEvent.MEETING_ENDS),
        ("reading", "event_wanted", PlainEvent.READING_STARTS),
        ("pause-15", "event_wanted", Pause(900)),
        ("pause-30", "event_wanted", Pause(1800)),
        ("pause-60", "event_wanted", Pause(3600)),
        ("pause-tomorrow", "event_wanted", Pause(until_tomorrow=True)),
        ("pause-open", "event_wanted", Pause()),
        ("resume", "event_wanted", PlainEvent.UNPAUSE),
        ("add-check_in", "add_wanted", "check_in"),
        ("add-spasm", "add_wanted", "spasm"),
        ("add-treatment", "add_wanted", "treatment"),
        ("add-note", "add_wanted", "note"),
        ("routine", "routine_wanted", None),
        ("open", "open_wanted", None),
        ("quit", "quit_wanted", None),
    ],
)
def test_every_entry_tells_what_it_says(tray, qtbot, name, signal, value):
    tray.show_snapshot(replace(COUNTING, can_snooze=True))
    with qtbot.waitSignal(getattr(tray, signal)) as told:
        action(tray, name).trigger()
    assert told.args == ([] if value is None else [value])


def test_who_reads_is_ticked_and_can_end_it(tray, qtbot):
    tray.show_snapshot(replace(COUNTING, reading=True))
    assert action(tray, "reading").isChecked()
    with qtbot.waitSignal(tray.event_wanted) as told:
        action(tray, "reading").trigger()
    assert told.args == [PlainEvent.READING_ENDS]


def test_names_are_shown_as_they_are(tray):
    tray.show_snapshot(replace(COUNTING, routine="Neck & back"))
    assert action(tray, "break-movement").text() == "Movement && walk"
    assert action(tray, "routine").text() == "Today's routine: Neck && back"


def test_a_click_opens_only_the_menu_where_it_opens_that(tray, qtbot, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with qtbot.assertNotEmitted(tray.open_wanted):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_a_click_opens_the_window(tray, qtbot, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    with qtbot.waitSignal(tray.open_wanted):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.open_wanted):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
