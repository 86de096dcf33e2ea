"""Keeps the screen awake while a session plays: on Windows, on macOS, and the choice of system."""

import ctypes
import os
import sys

from PySide6.QtCore import QObject

from posture_app.desktop.keep_awake_base import KeepAwake


class WindowsKeepAwake(KeepAwake):
    """SetThreadExecutionState; counts for the thread that calls it, so the window's."""

    _CONTINUOUS, _SYSTEM, _DISPLAY = 0x8000_0000, 0x1, 0x2

    def _begin(self) -> None:
        self._set(self._CONTINUOUS | self._SYSTEM | self._DISPLAY)

    def _end(self) -> None:
        self._set(self._CONTINUOUS)

    def _set(self, state: int) -> None:
        if sys.platform == "win32" and not ctypes.windll.kernel32.SetThreadExecutionState(state):
            self._fail()


class MacKeepAwake(KeepAwake):
    """An assertion of IOKit's power management."""

    _LEVEL_ON = 255
    _UTF_8 = 0x0800_0100
    _KIND = b"PreventUserIdleDisplaySleep"

    def __init__(self, reason: str, parent: QObject | None = None) -> None:
        super().__init__(reason, parent)
        self._assertion = ctypes.c_uint32()

    def _begin(self) -> None:
        try:
            power, core = _mac_frameworks()
        except OSError:
            self._fail()
            return
        kind, reason = (
            core.CFStringCreateWithCString(None, text, self._UTF_8)
            for text in (self._KIND, self.reason.encode())
        )
        code = power.IOPMAssertionCreateWithName(
            kind, self._LEVEL_ON, reason, ctypes.byref(self._assertion)
        )
        core.CFRelease(kind)
        core.CFRelease(reason)
        if code:
            self._fail()

    def _end(self) -> None:
        if self._assertion.value:
            power, _ = _mac_frameworks()
            power.IOPMAssertionRelease(self._assertion)
            self._assertion.value = 0


def keep_awake(reason: str, parent: QObject | None = None) -> KeepAwake:
    """What keeps this machine's screen awake; `reason` is told to the person by some systems."""
    if sys.platform == "win32":
        return WindowsKeepAwake(reason, parent)
    if sys.platform == "darwin":
        return MacKeepAwake(reason, parent)
    from posture_app.desktop.keep_awake_linux import (  # noqa: PLC0415 - only this system has it
        LinuxKeepAwake,
        session_bus,
    )

    environ = os.environ
    # Beside a Wayland compositor there may be an X server for old programs; it has no say there.
    display = None if environ.get("WAYLAND_DISPLAY") else environ.get("DISPLAY")
    return LinuxKeepAwake(session_bus, display, reason, parent)


def _mac_frameworks() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    """IOKit and CoreFoundation, with the types of what is called.

    Raises:
        OSError: They cannot be loaded.
    """
    folder = "/System/Library/Frameworks"
    power = ctypes.CDLL(f"{folder}/IOKit.framework/IOKit")
    core = ctypes.CDLL(f"{folder}/CoreFoundation.framework/CoreFoundation")
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    core.CFStringCreateWithCString.restype = pointer
    core.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, number)
    core.CFRelease.argtypes = (pointer,)
    power.IOPMAssertionCreateWithName.argtypes = (pointer, number, pointer, pointer)
    power.IOPMAssertionRelease.argtypes = (number,)
    return power, core
