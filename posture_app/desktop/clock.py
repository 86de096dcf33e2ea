"""The only place that reads a clock; everything else gets its readings as values."""

import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Moment:
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

    def read(self) -> Moment:
        """The three clocks, now."""
        ...


class SystemClock:
    """The machine's clocks.

    Linux has CLOCK_BOOTTIME. On macOS CLOCK_MONOTONIC counts sleep and CLOCK_UPTIME_RAW does not.
    On Windows `time.monotonic` counts sleep and QueryUnbiasedInterruptTime does not.
    """

    def read(self) -> Moment:
        """The three clocks, now."""
        awake_s, boot_s = _awake_and_boot_s()
        return Moment(datetime.now(UTC), awake_s, boot_s)


def _awake_and_boot_s() -> tuple[float, float]:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only this system needs it

        ticks = ctypes.c_ulonglong()  # of 100 ns
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value / 1e7, time.monotonic()
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_UPTIME_RAW), time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic(), time.clock_gettime(time.CLOCK_BOOTTIME)


def local_time_zone() -> str:
    """The IANA name of the zone that this machine is set to, such as `Europe/Berlin`."""
    from PySide6.QtCore import QTimeZone  # noqa: PLC0415 - the clock itself needs no Qt

    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace") or "UTC"
