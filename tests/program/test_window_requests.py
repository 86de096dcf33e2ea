"""What may be asked of the program in its window: who says it, and that somebody does it."""

import pytest
from PySide6.QtCore import SIGNAL, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from posture_app.program.palette import PaletteController
from posture_app.program.palette_entries import Command
from posture_app.program.requests import Requests
from posture_app.program.window_requests import WindowRequests
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_keys import PAGES
from posture_app.ui.palette.sheet import CommandPalette
from posture_app.ui.report_sheet import ReportSheet
from tests.there import there
from tests.ui.acting import drop, told

# The offscreen platform says this of every menu and sheet.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


@pytest.fixture
def requests():
    return Requests()


@pytest.fixture
def main(shared, requests, qtbot):
    window = MainWindow(shared.theme)
    qtbot.addWidget(window)
    WindowRequests(window, requests)
    window.show()
    window.open_page("today")
    return window


def press(window, keys):
    wanted = QKeySequence(keys)
    found = [one for one in window.findChildren(QShortcut) if one.key() == wanted]
    assert len(found) == 1
    found[0].activated.emit()


def signals(kind):
    return {name for name, one in vars(kind).items() if isinstance(one, Signal)}


def test_the_window_itself_tells_of_the_way_about_it_alone():
    """What a person wants of the program is asked of `Requests`."""
    assert signals(MainWindow) == {
        "page_built",
        "page_opened",
        "activated",
        "closed",
        "full_screen_changed",
        "keys_opened",
    }


def test_keys_ask_for_the_palette_and_the_end(main, requests, qtbot):
    told(qtbot, requests.quit_wanted, lambda: press(main, "Ctrl+Q"))
    told(qtbot, requests.palette_wanted, lambda: press(main, "Ctrl+K"))


def test_an_entry_is_chosen_from_the_menu_and_something_new_is_made_on_its_page(
    main, requests, qtbot
):
    press(main, "Ctrl+N")
    menu = there(QApplication.activePopupWidget())
    assert told(qtbot, requests.entry_wanted, lambda: qtbot.keyClick(menu, "s")) == "spasm"
    main.offer_workspaces(wanted=True)
    main.show_workspace("practice")
    press(main, "Ctrl+N")
    qtbot.keyClick(there(QApplication.activePopupWidget()), "e")
    assert main.open_page_key == "library"


def test_a_dropped_plan_is_looked_at_and_in_a_practice_files_are_read(
    main, requests, qtbot, tmp_path
):
    plan, done = tmp_path / "a.postureplan", tmp_path / "a.json"
    assert told(qtbot, requests.plan_wanted, lambda: drop(main, plan)) == plan
    assert not drop(main, done)
    main.offer_workspaces(wanted=True)
    main.show_workspace("practice")
    main.visit("library")
    assert told(qtbot, requests.patients_files_wanted, lambda: drop(main, done)) == [done]
    assert main.open_page_key == "patients"
    with qtbot.assertNotEmitted(requests.plan_wanted):
        assert drop(main, plan)
    assert main.open_page_key == "plans"


def heard(requests, name):
    """How many hear one of the signals."""
    meta = requests.metaObject()
    methods = (meta.method(number) for number in range(meta.methodCount()))
    [signature] = [
        bytes(one.methodSignature().data()).decode()
        for one in methods
        if bytes(one.name().data()).decode() == name
    ]
    return QObject.receivers(requests, SIGNAL(signature))


def test_somebody_does_each_of_them(practice_program):
    main = there(practice_program.window.main)
    for key in (*PAGES["practice"], *PAGES["own"]):
        main.visit(key)
    requests = practice_program.shared.requests
    assert {name for name in signals(Requests) if not heard(requests, name)} == set()


def test_the_palette_asks_for_the_report_where_it_is_made(practice_program, qtbot):
    one = practice_program
    main = there(one.window.main)
    services = one.window.services
    palette = PaletteController(one.shared, one.records, one.breaks, services, main)
    palette.carry_out(Command.WRITE_REPORT)
    assert main.open_page_key == "progress"
    there(main.findChild(ReportSheet)).reject()


def test_another_language_can_be_chosen_in_the_palette_of_the_window_that_goes_then(
    practice_program, qtbot
):
    before = there(practice_program.window.main)
    before.show_workspace("own")
    press(before, "Ctrl+K")
    sheet = there(before.findChild(CommandPalette))
    qtbot.keyClicks(sheet.focusWidget() or sheet, "deutsch")
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    after = there(practice_program.window.main)
    assert after is not before
    assert after.entries[0].label == "Heute"
