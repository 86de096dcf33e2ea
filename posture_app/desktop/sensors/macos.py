"""Sensors of macOS, through its own frameworks. Imports everywhere; asks only on macOS.

None of these calls needs a permission, and none opens a device.
"""

import ctypes
import functools
import struct
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from posture_app.desktop.sensors.base import Polled
from posture_app.errors import sentence

_FRAMEWORKS = "/System/Library/Frameworks/{0}.framework/{0}"
_HID_STATE = 1  # kCGEventSourceStateHIDSystemState
_ANY_INPUT = 0xFFFFFFFF  # kCGAnyInputEventType
_UTF8 = 0x08000100
_SYSTEM_OBJECT = 1


def four_chars(code: str) -> int:
    """A selector such as "dev#" as the number it stands for."""
    number: int = struct.unpack(">I", code.encode("ascii"))[0]
    return number


def believable_idle_s(seconds: float) -> float:
    """The answer itself; ValueError for one that can't be."""
    if not 0 <= seconds < 10 * 365 * 86400:
        raise ValueError(f"an idle time of {seconds} s")
    return seconds


class _Address(ctypes.Structure):
    """AudioObjectPropertyAddress, which CoreMediaIO shares."""

    _fields_ = (
        ("selector", ctypes.c_uint32),
        ("scope", ctypes.c_uint32),
        ("element", ctypes.c_uint32),
    )


def _address(selector: str) -> _Address:
    return _Address(four_chars(selector), four_chars("glob"), 0)


@functools.cache
def _framework(name: str) -> ctypes.CDLL:
    return ctypes.CDLL(_FRAMEWORKS.format(name))


def _idle() -> float:
    call = _framework("CoreGraphics").CGEventSourceSecondsSinceLastEventType
    call.restype = ctypes.c_double
    call.argtypes = (ctypes.c_int32, ctypes.c_uint32)
    return believable_idle_s(call(_HID_STATE, _ANY_INPUT))


def _locked() -> bool:
    graphics, foundation = _framework("CoreGraphics"), _framework("CoreFoundation")
    graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
    session = graphics.CGSessionCopyCurrentDictionary()
    if not session:
        raise OSError("no session with a screen")
    foundation.CFRelease.argtypes = (ctypes.c_void_p,)
    try:
        make = foundation.CFStringCreateWithCString
        make.restype = ctypes.c_void_p
        make.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32)
        key = make(None, b"CGSSessionScreenIsLocked", _UTF8)
        look = foundation.CFDictionaryContainsKey
        look.restype = ctypes.c_ubyte
        look.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        locked = bool(look(session, key))  # the key is there only while the screen is locked
        foundation.CFRelease(key)
    finally:
        foundation.CFRelease(session)
    return locked


def _numbers(framework: str, prefix: str, owner: int, selector: str) -> tuple[int, ...]:
    """A property of 32-bit numbers of an audio or video object; OSError if it isn't there."""
    library = _framework(framework)
    address = _address(selector)
    size = ctypes.c_uint32()
    status = getattr(library, f"{prefix}ObjectGetPropertyDataSize")(
        ctypes.c_uint32(owner), ctypes.byref(address), 0, None, ctypes.byref(size)
    )
    if status != 0:
        raise OSError(f"{framework} does not tell {selector}")
    data = (ctypes.c_uint32 * (size.value // 4))()
    get = getattr(library, f"{prefix}ObjectGetPropertyData")
    used = ctypes.c_uint32(size.value)
    # CoreMediaIO wants the room there is as a number of its own.
    room = (ctypes.c_uint32(size.value),) if prefix == "CMIO" else ()
    where = (ctypes.c_uint32(owner), ctypes.byref(address), 0, None, *room)
    if get(*where, ctypes.byref(used), ctypes.byref(data)) != 0:
        raise OSError(f"{framework} does not tell {selector}")
    return tuple(data)[: used.value // 4]


Ask = Callable[[int, str], Sequence[int]]
"""A property of an object, by its selector; OSError where it has none."""


def is_any(ask: Ask, objects: Iterable[int], selector: str) -> bool:
    """Whether the property is set of any object; one that has just gone, or has none, is not."""
    for one in objects:
        with suppress(OSError):
            if any(ask(one, selector)):
                return True
    return False


def is_recording(audio: Ask) -> bool:
    """Whether a process records sound; OSError where that is not told."""
    try:
        processes = audio(_SYSTEM_OBJECT, "prs#")  # from macOS 14 on: who records, who only plays
    except OSError:
        # Before it only the device's use is told, and a headset's includes playing.
        return is_any(audio, audio(_SYSTEM_OBJECT, "dIn "), "gone")
    return is_any(audio, processes, "piri")


def _microphone() -> bool:
    return is_recording(functools.partial(_numbers, "CoreAudio", "Audio"))


def _camera() -> bool:
    video = functools.partial(_numbers, "CoreMediaIO", "CMIO")
    return is_any(video, video(_SYSTEM_OBJECT, "dev#"), "gone")


def idle() -> Polled:
    """Idle time."""
    return Polled(sentence("macOS's event source"), _idle)


def lock() -> Polled:
    """Locked screen."""
    return Polled(sentence("macOS's session"), _locked)


def microphone() -> Polled:
    """A program records sound."""
    return Polled("CoreAudio", _microphone)


def camera() -> Polled:
    """A program films."""
    return Polled("CoreMediaIO", _camera)
