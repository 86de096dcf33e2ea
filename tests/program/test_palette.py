"""The palette in the running program: it finds everything, and does what was chosen."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit

from posture_app.breaks.events import BreakNow, Pause, PlainEvent
from posture_app.gallery import breaks_samples, samples
from posture_app.gallery.pages import show_library
from posture_app.preferences import Preferences
from posture_app.program.breaks import RunningBreaks
from posture_app.program.page_services import PageServices
from posture_app.program.palette import PaletteController
from posture_app.program.palette_entries import (
    AddEntry,
    Choose,
    Command,
    MakeNew,
    OpenPage,
    ShowDetails,
    ShowPart,
    TellBreaks,
    break_entries,
    journal_entries,
    library_entries,
    page_entries,
    part_entries,
    program_entries,
)
from posture_app.program.records import Records
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import (
    BreaksTarget,
    ExerciseTarget,
    GuideTarget,
    ProgressTarget,
    RoutineTarget,
    SettingsTarget,
)
from posture_app.ui.palette.sheet import CommandPalette
from posture_app.ui.tray import TraySnapshot
from posture_app.words.catalogue import said, speaking
from posture_app.words.search_index import SearchIndex
from tests.ui.content import LIBRARY

KINDS = (("micro", "Micro-break"), ("movement", "Movement break"))


@pytest.fixture
def window(shared, qtbot):
    window = MainWindow(shared.theme)
    qtbot.addWidget(window)
    show_library(window, LIBRARY)
    return window


@pytest.fixture
def owner(shared):
    return QObject()


@pytest.fixture
def records(shared, owner):
    return Records(shared.data_folder, shared.local_time, shared.notices, owner)


@pytest.fixture
def breaks(shared, records, owner):
    return RunningBreaks(shared, records, owner)


@pytest.fixture
def controller(shared, window, records, breaks, owner):
    services = PageServices(shared, records, breaks, owner)
    yield PaletteController(shared, records, breaks, services, window)
    owner.deleteLater()


@pytest.fixture
def sheet(controller, window):
    found = window.findChild(CommandPalette)
    assert found is not None
    return found


@pytest.mark.warns_in_diagnostics
def test_breaks_that_could_not_be_started_can_be_started_again(
    controller, monkeypatch, window, breaks
):
    def broken(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError

    assert Command.START_BREAKS not in intents(controller.entries())
    with monkeypatch.context() as patched:
        patched.setattr("posture_app.program.reminders.make_reminders", broken)
        breaks.begin()
    assert Command.START_BREAKS in intents(controller.entries())
    controller.carry_out(Command.START_BREAKS)
    assert breaks.reminders is not None
    assert Command.START_BREAKS not in intents(controller.entries())
    breaks.stop()


def intents(entries):
    return [entry.intent for entry in entries]


def shown_targets(found):
    return [intent.target for intent in found if isinstance(intent, ShowDetails)]


def all_entries(window, shown):
    return [
        *page_entries(window.entries),
        *break_entries(shown),
        *journal_entries(),
        *program_entries(Preferences()),
        *part_entries(window.entries),
        *library_entries(LIBRARY),
    ]


def test_every_page_exercise_and_routine_is_there(controller, window):
    found = intents(all_entries(window, TraySnapshot(state="counting")))
    assert {OpenPage(key) for key in window.pages} <= set(found)
    assert {ShowDetails(ExerciseTarget(one)) for one in LIBRARY.exercises} <= set(found)
    assert {ShowDetails(RoutineTarget(one)) for one in LIBRARY.routines} <= set(found)
    assert {ShowDetails(GuideTarget(one)) for one in LIBRARY.guide} <= set(found)
    assert {ShowPart("guide"), ShowPart("routines"), ShowPart("exercises"), Command.QUIT} <= set(
        found
    )


@pytest.mark.parametrize(
    ("language", "typed", "intent"),
    [
        ("en", "pause breaks for an hour", TellBreaks(Pause(3600.0))),
        ("en", "pause hour", TellBreaks(Pause(3600.0))),
        ("en", "until tomorrow", TellBreaks(Pause(until_tomorrow=True))),
        ("en", "now micro", TellBreaks(BreakNow("micro"))),
        ("en", "chin tuck", ShowDetails(ExerciseTarget("tuck"))),
        ("en", "body map", OpenPage("body")),
        ("en", "journal", OpenPage("progress")),
        ("en", "quit", Command.QUIT),
        ("en", "schedule", ShowDetails(BreaksTarget("schedule"))),
        ("de", "sensoren", ShowDetails(BreaksTarget("why"))),
        ("en", "calendar", ShowDetails(ProgressTarget("calendar"))),
        ("en", "progress log", ShowDetails(ProgressTarget("diary"))),
        ("de", "wo ihre daten liegen", ShowDetails(SettingsTarget("folder"))),
        ("en", "libraries", ShowDetails(SettingsTarget("libraries"))),
        ("en", "text size 150", Choose(Preferences(text_scale=1.5))),
        ("de", "schriftgröße 200", Choose(Preferences(text_scale=2.0))),
        ("en", "deutsch", Choose(Preferences(language="de"))),
        ("de", "sprache english", Choose(Preferences(language="en"))),
        ("en", "less motion", Choose(Preferences(reduced_motion=True))),
        ("de", "weniger bewegung", Choose(Preferences(reduced_motion=True))),
        ("en", "report", Command.WRITE_REPORT),
        ("de", "bericht", Command.WRITE_REPORT),
        ("en", "add spasm", AddEntry("spasm")),
        ("en", "new injection", AddEntry("treatment")),
        ("de", "tageseintrag", AddEntry("check_in")),
        ("en", "my activities", AddEntry("questionnaire")),
        ("de", "krampf eintragen", AddEntry("spasm")),
        ("en", "whom to ask", ShowDetails(GuideTarget("ask"))),
        ("en", "what people call", ShowDetails(GuideTarget("knots"))),
        ("de", "wissen", ShowPart("guide")),
        ("de", "eine stunde anhalten", TellBreaks(Pause(3600.0))),
        ("de", "verlauf", OpenPage("progress")),
        ("de", "körperkarte", OpenPage("body")),
        ("de", "ton ausschalten", Choose(Preferences(muted=True))),
    ],
)
def test_what_is_meant_is_first(controller, qtbot, language, typed, intent, shared):
    with speaking(language):
        window = MainWindow(shared.theme)
        qtbot.addWidget(window)
        shown = TraySnapshot(state="counting", kinds=KINDS)
        found = SearchIndex((one, one.searched) for one in all_entries(window, shown)).find(typed)
    assert found[0].intent == intent


@pytest.mark.parametrize(
    ("shown", "there", "gone"),
    [
        (
            TraySnapshot(state="paused", kinds=KINDS),
            {PlainEvent.UNPAUSE, BreakNow("micro")},
            {Pause(3600.0), PlainEvent.SNOOZE, PlainEvent.SKIP},
        ),
        (
            TraySnapshot(state="notice", kinds=KINDS, can_snooze=True, can_skip=True),
            {PlainEvent.SNOOZE, PlainEvent.SKIP, Pause(3600.0)},
            {PlainEvent.UNPAUSE, PlainEvent.MEETING_ENDS},
        ),
        (
            TraySnapshot(state="break", kinds=KINDS, can_skip=True),
            {PlainEvent.SKIP},
            {BreakNow("micro"), PlainEvent.SNOOZE},
        ),
        (TraySnapshot(state="meeting"), {PlainEvent.MEETING_ENDS}, {PlainEvent.UNPAUSE}),
    ],
    ids=["paused", "notice", "break", "meeting"],
)
def test_what_can_be_said_to_breaks_goes_by_what_they_do(shown, there, gone):
    told = [entry.intent for entry in break_entries(shown)]
    events = {one.event for one in told if isinstance(one, TellBreaks)}
    assert len(events) == len(told)
    assert there <= events
    assert not gone & events


def test_what_is_chosen_already_is_not_offered():
    chosen = Preferences(text_scale=1.5, language="de", reduced_motion=True, appearance="dark")
    wanted = [one.wanted for one in intents(program_entries(chosen)) if isinstance(one, Choose)]
    assert chosen not in wanted
    assert len(set(wanted)) == len(wanted)
    assert replace(chosen, language="") in wanted
    assert replace(chosen, reduced_motion=False) in wanted


@pytest.mark.parametrize("key", ["sound", "libraries", "about"])
def test_a_section_of_the_settings_is_gone_to(controller, key, window):
    window.show()
    window.page("settings").show_snapshot(samples.settings())
    controller.carry_out(ShowDetails(SettingsTarget(key)))
    assert window.open_page_key == "settings"
    heading, _card = window.page("settings")._index._places[key]
    assert heading.isVisible()
    assert not heading.visibleRegion().isEmpty()


def test_a_view_of_breaks_and_one_of_progress_are_gone_to(controller, window):
    window.page("breaks").show_snapshot(breaks_samples.full())
    window.page("progress").show_snapshot(samples.log(LIBRARY))
    controller.carry_out(ShowDetails(BreaksTarget("schedule")))
    assert window.page("breaks")._choice.value == "schedule"
    controller.carry_out(ShowDetails(ProgressTarget("calendar")))
    assert (window.open_page_key, window.page("progress").view) == ("progress", "calendar")


def test_without_breaks_and_before_the_library_the_rest_is_there(controller):
    found = intents(controller.entries())
    assert OpenPage("today") in found
    assert not [one for one in found if isinstance(one, TellBreaks)]
    assert not [one for one in shown_targets(found) if isinstance(one, ExerciseTarget)]


def test_a_folder_that_cannot_be_shown_is_told(sheet, shared, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    sheet.chosen.emit(Command.OPEN_DATA_FOLDER)
    (notice,) = shared.notices.standing
    assert said(notice.text) == f"The folder {shared.data_folder} could not be opened."


def test_what_was_chosen_is_done(sheet, shared, qtbot, monkeypatch, window, breaks):
    opened: list[Any] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    choose = sheet.chosen.emit
    choose(OpenPage("breaks"))
    assert window.open_page_key == "breaks"
    choose(ShowDetails(ExerciseTarget("bridge")))
    assert window.page("move").where() == ExerciseTarget("bridge")
    choose(ShowDetails(RoutineTarget("back")))
    assert window.page("move").where() == RoutineTarget("back")
    choose(ShowPart("exercises"))
    assert (window.page("move").where(), window.page("move").part) == (None, "exercises")
    choose(Choose(Preferences(muted=True)))
    assert shared.preferences.value.muted
    choose(Command.OPEN_DATA_FOLDER)
    assert opened[0].toLocalFile() == str(shared.data_folder)
    with qtbot.waitSignal(shared.requests.quit_wanted):
        choose(Command.QUIT)
    told: list[Any] = []
    breaks.reminders = type("Told", (), {"tell": staticmethod(told.append)})
    choose(TellBreaks(Pause(3600.0)))
    breaks.reminders = None
    assert told == [Pause(3600.0)]


def test_it_opens_over_the_window_and_goes_to_what_was_typed(controller, sheet, qtbot, window):
    window.show()
    controller.open()
    assert sheet.isVisible()
    line = sheet.findChild(QLineEdit)
    qtbot.keyClicks(line, "settings")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert window.open_page_key == "settings"


def test_an_entry_is_added_by_the_window(controller, qtbot, shared):
    with qtbot.waitSignal(shared.requests.entry_wanted) as told:
        controller.carry_out(AddEntry("note"))
    assert told.args == ["note"]


def test_a_practice_has_its_pages_and_what_is_new_on_them(controller, qtbot, window):
    before = {entry.intent for entry in controller.entries()}
    assert OpenPage("patients") not in before
    window.offer_workspaces(wanted=True)
    there = {entry.intent for entry in controller.entries()} - before
    assert {OpenPage("patients"), OpenPage("plans"), OpenPage("library")} <= there
    assert {MakeNew("patients"), MakeNew("plans"), MakeNew("library")} <= there
    controller.carry_out(MakeNew("plans"))
    assert window.open_page_key == "plans"
