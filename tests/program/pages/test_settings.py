"""The page Settings in the running program: what is chosen counts, and the system is asked."""

import sys

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices

from posture_app.desktop import autostart
from posture_app.desktop.autostart import DesktopEntry
from posture_app.preferences import Preferences
from posture_app.program.data_controller import DataController
from posture_app.program.pages.settings import SettingsController
from posture_app.program.records import Records
from posture_app.program.shared import make_shared
from posture_app.ui.main_window import MainWindow
from tests.reminders.hand import HandClock

COMMAND = (sys.executable, "--hidden")


@pytest.fixture
def make(qapp, qtbot):
    owner = QObject()

    def begin(folder):
        shared = make_shared(qapp, folder, HandClock())
        window = MainWindow(shared.theme)
        qtbot.addWidget(window)
        records = Records(folder, shared.local_time, shared.notices, owner)
        data = DataController(shared, records, lambda: None, owner)
        controller = SettingsController(window, shared, records, data, owner)
        return shared, window.page("settings"), controller

    yield begin
    owner.deleteLater()


def test_what_is_set_reaches_the_system_and_nothing_else_does(make, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    shared, page, controller = make(tmp_path / "data")
    entry = controller.autostart = DesktopEntry(tmp_path / "autostart", COMMAND)
    page.preferences_changed.emit(Preferences(volume=13))
    assert shared.notices.standing == ()
    assert not entry.is_on()
    page.autostart_wanted.emit(True)
    assert shared.notices.standing == ()
    assert entry.is_on()
    assert list((tmp_path / "share").rglob("posture-app.svg"))  # the icon that the entry names
    page.preferences_changed.emit(Preferences(volume=14))
    assert entry.is_on()
    page.autostart_wanted.emit(False)
    assert not entry.is_on()
    (tmp_path / "autostart").rmdir()
    (tmp_path / "autostart").touch()
    page.autostart_wanted.emit(True)
    page.preferences_changed.emit(Preferences(volume=15))
    [notice] = shared.notices.standing
    assert str(entry.path) in str(notice.text)
    assert shared.preferences.value.volume == 15


def test_another_data_folder_is_named_in_the_entry(make, tmp_path, monkeypatch):
    monkeypatch.setattr("posture_app.desktop.paths._usual", lambda: tmp_path / "usual")
    asked = []
    monkeypatch.setattr(
        autostart, "autostart_of_this_computer", lambda folder, _comment: asked.append(folder)
    )
    for name in ("usual", "other"):
        _, _, controller = make(tmp_path / name)
        _ = controller.autostart
    assert asked == [None, tmp_path / "other"]


def test_a_folder_is_made_and_opened_or_it_is_said_that_it_was_not(make, tmp_path, monkeypatch):
    _, page, controller = make(tmp_path / "data")
    shown = []
    monkeypatch.setattr(controller, "fill", lambda: shown.append(controller.unopened_folder))
    answers = [False, True]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: answers.pop(0))
    libraries = tmp_path / "data" / "libraries"
    for _ in range(2):
        page.open_folder_requested.emit(libraries)
    assert libraries.is_dir()
    assert shown == [libraries, None]
    blocked = tmp_path / "file"
    blocked.touch()
    page.open_folder_requested.emit(blocked)
    assert shown[-1] == blocked
