"""Sensors of Windows, through its own calls. Imports everywhere; asks only on Windows."""

import ctypes
import sys
from collections.abc import Iterable, Sequence

from posture_app.desktop.sensors.base import Polled
from posture_app.errors import sentence

_WRAP_MS = 1 << 32
_CONSENT = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"

# SHQueryUserNotificationState (shellapi.h).
_NOT_PRESENT, _BUSY, _DIRECT3D, _PRESENTING, _ACCEPTS, _QUIET, _STORE_APP = range(1, 8)
_NEAREST_MONITOR = 2


def idle_s(tick_ms: int, last_input_ms: int) -> float:
    """Seconds between two readings of the 32-bit tick count, which wraps after 49.7 days.

    A last input a little after the tick (read between the two) is 0.
    """
    elapsed_ms = (tick_ms - last_input_ms) % _WRAP_MS
    return 0.0 if elapsed_ms >= _WRAP_MS // 2 else elapsed_ms / 1000


def is_fullscreen(state: int) -> bool:
    """Whether a notification state means a full-screen window in front.

    "A store app is running" is said of some that are not: for that state the window is looked at.
    """
    return state in {_BUSY, _DIRECT3D, _STORE_APP}


def covers(window: Sequence[int], monitor: Sequence[int]) -> bool:
    """Whether a window leaves nothing of a monitor free; each is left, top, right, bottom."""
    left, top, right, bottom = window
    return left <= monitor[0] and top <= monitor[1] and right >= monitor[2] and bottom >= monitor[3]


def is_quiet(state: int) -> bool:
    """Whether a notification state means that the person does not want to be disturbed.

    Focus assist has no documented call and is not seen.
    """
    return state in {_PRESENTING, _QUIET}


def is_recording(uses: Iterable[tuple[int, int]]) -> bool:
    """Whether any (LastUsedTimeStart, LastUsedTimeStop) is a use that has begun and not ended."""
    return any(start != 0 and stop == 0 for start, stop in uses)


if sys.platform == "win32":
    import winreg

    class _LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("tick_ms", ctypes.c_uint))

    def _idle() -> float:
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            raise ctypes.WinError()
        return idle_s(ctypes.windll.kernel32.GetTickCount() % _WRAP_MS, last.tick_ms)

    def _notification_state() -> int:
        state = ctypes.c_int()
        result = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        if result != 0:  # which tells the error itself
            raise ctypes.WinError(result)
        return state.value

    def _own_window_in_front() -> bool:
        window = ctypes.windll.user32.GetForegroundWindow()
        pid = ctypes.c_ulong()
        ctypes.windll.user32.GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(pid))
        return bool(pid.value == ctypes.windll.kernel32.GetCurrentProcessId())

    class _MonitorInfo(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_ulong),
            ("monitor", ctypes.c_long * 4),
            ("work_area", ctypes.c_long * 4),
            ("flags", ctypes.c_ulong),
        )

    def _front_window_covers_monitor() -> bool:
        user = ctypes.windll.user32
        window = ctypes.c_void_p(user.GetForegroundWindow())
        place, info = (ctypes.c_long * 4)(), _MonitorInfo(ctypes.sizeof(_MonitorInfo))
        user.MonitorFromWindow.restype = ctypes.c_void_p
        monitor = ctypes.c_void_p(user.MonitorFromWindow(window, _NEAREST_MONITOR))
        is_known = user.GetWindowRect(window, ctypes.byref(place))
        is_known = is_known and user.GetMonitorInfoW(monitor, ctypes.byref(info))
        return bool(is_known) and covers(tuple(place), tuple(info.monitor))

    def _fullscreen() -> bool:
        state = _notification_state()
        if not is_fullscreen(state) or _own_window_in_front():
            return False
        return state != _STORE_APP or _front_window_covers_monitor()

    def _quiet() -> bool:
        return is_quiet(_notification_state())

    def _locked() -> bool:
        return _notification_state() == _NOT_PRESENT

    def _uses(device: str) -> list[tuple[int, int]]:
        uses: list[tuple[int, int]] = []
        # Packaged programs are keys of the device, the others one level below.
        for path in (f"{_CONSENT}\\{device}", f"{_CONSENT}\\{device}\\NonPackaged"):
            if path.endswith("NonPackaged") and not _is_there(path):
                continue  # no such program has ever asked
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                for index in range(winreg.QueryInfoKey(key)[0]):
                    with winreg.OpenKey(key, winreg.EnumKey(key, index)) as program:
                        uses.append(_use(program))
        return uses

    def _is_there(path: str) -> bool:
        try:
            winreg.OpenKey(winreg.HKEY_CURRENT_USER, path).Close()
        except FileNotFoundError:
            return False
        return True

    def _use(program: winreg.HKEYType) -> tuple[int, int]:
        try:
            start = winreg.QueryValueEx(program, "LastUsedTimeStart")[0]
            stop = winreg.QueryValueEx(program, "LastUsedTimeStop")[0]
        except FileNotFoundError:
            return 0, 0
        return int(start), int(stop)

    def idle() -> Polled:
        """Idle time."""
        return Polled(sentence("Windows' last input"), _idle)

    def lock() -> Polled:
        """Locked, or a screen saver runs, or another person is at the machine."""
        return Polled(sentence("Windows' notification state"), _locked)

    def fullscreen() -> Polled:
        """A full-screen program in front."""
        return Polled(sentence("Windows' notification state"), _fullscreen)

    def do_not_disturb() -> Polled:
        """Presentation mode and quiet time."""
        return Polled(sentence("Windows' notification state"), _quiet)

    def microphone() -> Polled:
        """A program records sound."""
        return Polled(
            sentence("Windows' microphone privacy record"),
            lambda: is_recording(_uses("microphone")),
        )

    def camera() -> Polled:
        """A program films."""
        return Polled(
            sentence("Windows' camera privacy record"), lambda: is_recording(_uses("webcam"))
        )
