"""The sensors of Windows with stand-ins for its calls, as they have never been run there.

The module is loaded once more as it would be on Windows. What the stand-ins answer is what
Microsoft's pages say of GetLastInputInfo, GetTickCount, SHQueryUserNotificationState,
GetForegroundWindow, GetWindowRect, MonitorFromWindow, GetMonitorInfo and the registry.
"""

import ctypes
import importlib.util
import sys
from types import ModuleType, SimpleNamespace

import pytest

from posture_app.desktop.sensors import windows
from tests.there import there

NOT_PRESENT, BUSY, DIRECT3D, PRESENTING, ACCEPTS, QUIET, STORE_APP = range(1, 8)
OWN_PID, OTHER_PID = 100, 200
MONITOR = (1920, 0, 3840, 1080)
STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"


class Windows:
    """What the calls answer; the test changes it."""

    def __init__(self):
        self.state = ACCEPTS
        self.result = 0
        self.tick_ms, self.last_input_ms = 61_000, 1_000
        self.has_input_info = True
        self.front_pid = OTHER_PID
        self.front_area = MONITOR
        self.keys = {}

    def libraries(self):
        return SimpleNamespace(
            user32=SimpleNamespace(
                GetLastInputInfo=self._last_input,
                GetForegroundWindow=lambda: 7,
                GetWindowThreadProcessId=self._process_of,
                # A function of its own, as its result's type is set.
                MonitorFromWindow=lambda _window, _flags: 9,
                GetWindowRect=self._area_of,
                GetMonitorInfoW=self._monitor_info,
            ),
            kernel32=SimpleNamespace(
                GetTickCount=lambda: self.tick_ms, GetCurrentProcessId=lambda: OWN_PID
            ),
            shell32=SimpleNamespace(SHQueryUserNotificationState=self._notification_state),
        )

    def registry(self):
        module = ModuleType("winreg")
        names = {
            "HKEY_CURRENT_USER": "",
            "HKEYType": Key,
            "OpenKey": self._open,
            "QueryInfoKey": lambda key: (len(key.below), 0, 0),
            "EnumKey": lambda key, place: sorted(key.below)[place],
            "QueryValueEx": lambda key, name: (key.value(name), 11),
        }
        for name, value in names.items():
            setattr(module, name, value)
        return module

    def _last_input(self, told):
        info = told._obj
        assert info.size == ctypes.sizeof(info) == 8
        info.tick_ms = self.last_input_ms
        return self.has_input_info

    def _notification_state(self, told):
        told._obj.value = self.state
        return self.result

    def _process_of(self, window, told):
        assert window.value == 7
        told._obj.value = self.front_pid
        return 1

    def _area_of(self, window, told):
        assert window.value == 7
        told._obj[:] = self.front_area
        return 1

    def _monitor_info(self, monitor, told):
        assert monitor.value == 9
        info = told._obj
        assert info.size == ctypes.sizeof(info)
        info.monitor[:] = MONITOR
        return 1

    def _open(self, above, path):
        whole = f"{above.path}\\{path}" if isinstance(above, Key) else path
        if whole not in self.keys:
            raise FileNotFoundError(whole)
        below = {
            one.removeprefix(f"{whole}\\") for one in self.keys if one.startswith(f"{whole}\\")
        }
        return Key(whole, {one for one in below if "\\" not in one}, self.keys[whole])

    def used(self, device, program, start, stop):
        """A program has used a device."""
        path = f"{STORE}\\{device}"
        self.keys.setdefault(path, {})
        for part in program.split("\\"):
            path = f"{path}\\{part}"
            self.keys.setdefault(path, {})
        self.keys[path] = {"LastUsedTimeStart": start, "LastUsedTimeStop": stop}


class Key:
    """An open key of the registry."""

    def __init__(self, path, below, values):
        self.path, self.below, self._values = path, below, values

    def value(self, name):
        if name not in self._values:
            raise FileNotFoundError(name)
        return self._values[name]

    def Close(self):  # noqa: N802 - its name there
        """Nothing is held."""

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.Close()


@pytest.fixture
def system():
    return Windows()


@pytest.fixture
def ask(system, monkeypatch):
    """What a sensor tells, or why it fails."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", system.registry())
    monkeypatch.setattr(ctypes, "windll", system.libraries(), raising=False)
    monkeypatch.setattr(
        ctypes, "WinError", lambda code=None: OSError(f"error {code}"), raising=False
    )
    spec = there(importlib.util.spec_from_file_location("windows_as_there", windows.__file__))
    module = importlib.util.module_from_spec(spec)
    there(spec.loader).exec_module(module)

    def ask(name):
        sensor, told = getattr(module, name)(), []
        sensor.told.connect(lambda _sensor, value: told.append(value))
        sensor.failed.connect(lambda _sensor, why: told.append(why))
        sensor.ask()
        (one,) = told
        return one

    return ask


def test_idle_time(system, ask):
    assert ask("idle") == 60
    system.tick_ms = 59_000 - 2**32  # ctypes takes it for a signed number
    assert ask("idle") == 58
    system.has_input_info = False
    assert ask("idle") == "error None"


@pytest.mark.parametrize(
    ("state", "locked", "quiet", "fullscreen"),
    [
        (NOT_PRESENT, True, False, False),
        (BUSY, False, False, True),
        (DIRECT3D, False, False, True),
        (PRESENTING, False, True, False),
        (ACCEPTS, False, False, False),
        (QUIET, False, True, False),
        (STORE_APP, False, False, True),
    ],
)
def test_the_notification_state(system, ask, state, locked, quiet, fullscreen):
    system.state = state
    assert (ask("lock"), ask("do_not_disturb"), ask("fullscreen")) == (locked, quiet, fullscreen)


def test_focus_assist_is_told_by_no_state_and_holds_nothing_back(system, ask):
    """With focus assist on Windows goes on saying that it accepts notifications."""
    system.state = ACCEPTS
    assert ask("do_not_disturb") is False


def test_our_own_break_over_the_screen_is_no_full_screen_program(system, ask):
    system.state, system.front_pid = BUSY, OWN_PID
    assert ask("fullscreen") is False


def test_a_store_app_in_a_window_holds_nothing_back(system, ask):
    system.state, system.front_area = STORE_APP, (1920, 0, 3840, 1040)
    assert ask("fullscreen") is False


def test_an_error_is_the_calls_own(system, ask):
    system.result = -2147024891
    assert ask("lock") == "error -2147024891"


def test_the_privacy_record(system, ask):
    system.used("microphone", "Packaged.App", 132, 133)
    assert ask("microphone") is False
    system.used("microphone", "NonPackaged\\C:#call.exe", 140, 0)
    assert ask("microphone") is True
    system.used("microphone", "NonPackaged\\C:#call.exe", 140, 150)
    assert ask("microphone") is False
    system.used("webcam", "Packaged.App", 140, 0)
    assert ask("camera") is True


def test_where_there_is_no_record_it_says_so(ask):
    assert ask("camera") == f"{STORE}\\webcam"
