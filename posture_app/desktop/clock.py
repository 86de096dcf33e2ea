"""The only place that reads a clock; everything else gets its readings as values."""

import os
import sys
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final, Protocol

from posture_app.dataclass import dataclass

LOCALTIME: Final = Path("/etc/localtime")
"""Where Linux keeps the zone that it is set to."""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """Three clocks read together.

    `wall` is the calendar (aware, UTC) and may be set by anyone; `monotonic_s` stands still while
    the machine sleeps; `boot_s` goes on while it sleeps. Asleep is boot less monotonic; a set clock
    is wall less boot.
    """

    wall: datetime
    monotonic_s: float
    boot_s: float


class Clock(Protocol):
    """What tells the time; tests pass one that they set."""

    def read(self) -> ClockReading:
        """The three clocks, now."""
        ...


class SystemClock:
    """The machine's clocks.

    Linux has CLOCK_BOOTTIME. On macOS CLOCK_MONOTONIC counts sleep and CLOCK_UPTIME_RAW does not.
    On Windows GetTickCount64 counts sleep and QueryUnbiasedInterruptTime does not; of the clock
    behind `time.monotonic` its maker does not say.
    """

    def read(self) -> ClockReading:
        """The three clocks, now."""
        awake_s, boot_s = _awake_and_boot_s()
        return ClockReading(datetime.now(UTC), awake_s, boot_s)


def _awake_and_boot_s() -> tuple[float, float]:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only this system needs it

        ticks = ctypes.c_ulonglong()  # of 100 ns
        kernel = ctypes.windll.kernel32
        kernel.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        kernel.GetTickCount64.restype = ctypes.c_ulonglong
        return ticks.value / 1e7, kernel.GetTickCount64() / 1e3
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_UPTIME_RAW), time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic(), time.clock_gettime(time.CLOCK_BOOTTIME)


def local_today() -> date:
    """The person's day, where the machine is."""
    return SystemClock().read().wall.astimezone().date()


def local_time_zone() -> str:
    """The name of the zone that this machine is set to, such as `Europe/Berlin`.

    Where the system has none, or one that says another time than the system's clock, it is the
    clock's present offset, such as `UTC+03:00`: what a person sees on the clock counts. A name that
    cannot be trusted comes from a rule or a path in `TZ`, from a `/etc/localtime` that was copied,
    or from a machine without the files of the zones.
    """
    from PySide6.QtCore import QTimeZone  # noqa: PLC0415 - the clock itself needs no Qt

    named = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    now = datetime.now(UTC)
    system = _system_zone()
    for name in (named, named.rpartition("zoneinfo/")[2]):
        if _tells_the_same(name, system, now):
            return name
    offset = now.astimezone(system).utcoffset() or timedelta()
    minutes, second = divmod(round(abs(offset).total_seconds()), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}" + (f":{second:02}" if second else "")


def _tells_the_same(name: str, system: tzinfo | None, now: datetime) -> bool:
    """Whether a zone has the system's time all through the year."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - not needed to read the clock

    try:
        zone = ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    times = [now + timedelta(days=days) for days in range(0, 366, 61)]
    return all(at.astimezone(zone).utcoffset() == at.astimezone(system).utcoffset() for at in times)


def _system_zone() -> tzinfo | None:
    """What the system's clock goes by; None where that is for the C library to say.

    The library reads the file only once, and a machine may be carried to another zone.
    """
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - not needed to read the clock

    if "TZ" not in os.environ and sys.platform.startswith("linux"):
        with suppress(OSError, ValueError), LOCALTIME.open("rb") as file:
            return ZoneInfo.from_file(file)
    return None
