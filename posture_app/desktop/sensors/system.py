"""Which sensors are tried on this system, and in which order."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from posture_app.desktop.clock import Clock
from posture_app.desktop.sensors.base import SensorLine
from posture_app.desktop.sensors.hub import Sensors
from posture_app.desktop.sensors.lines import CAMERA, MICROPHONE, line
from posture_app.desktop.sensors.model import SensorKind


def sensors_of_this_computer(clock: Clock) -> Sensors:
    """The sensors, not yet started. What answers is found out by `start`."""
    if sys.platform == "win32":
        return Sensors(_windows(clock), clock)
    if sys.platform == "darwin":
        return Sensors(_macos(clock), clock)
    return _linux(clock)


def has_session_bus(environment: Mapping[str, str]) -> bool:
    """Whether this session has a message bus."""
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return bool(environment.get("DBUS_SESSION_BUS_ADDRESS")) or (
        bool(folder) and (Path(folder) / "bus").exists()
    )


def _windows(clock: Clock) -> list[SensorLine]:
    if sys.platform != "win32":
        return []
    from posture_app.desktop.sensors import windows  # noqa: PLC0415 - only this system has it

    return [
        line(SensorKind.IDLE, [windows.idle()], clock),
        line(SensorKind.LOCK, [windows.lock()], clock),
        line(SensorKind.SLEEP, [], clock),
        line(SensorKind.FULLSCREEN, [windows.fullscreen()], clock),
        line(SensorKind.DND, [windows.do_not_disturb()], clock),
        line(SensorKind.CALL, [windows.microphone()], clock, MICROPHONE),
        line(SensorKind.CALL, [windows.camera()], clock, CAMERA),
    ]


def _macos(clock: Clock) -> list[SensorLine]:
    from posture_app.desktop.sensors import macos  # noqa: PLC0415 - only this system has it

    return [
        line(SensorKind.IDLE, [macos.idle()], clock),
        line(SensorKind.LOCK, [macos.lock()], clock),
        line(SensorKind.SLEEP, [], clock),
        line(SensorKind.FULLSCREEN, [], clock),
        line(SensorKind.DND, [], clock),
        line(SensorKind.CALL, [macos.microphone()], clock, MICROPHONE),
        line(SensorKind.CALL, [macos.camera()], clock, CAMERA),
    ]


def _linux(clock: Clock) -> Sensors:
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - only this system needs it

    from posture_app.desktop.sensors.bus import Bus  # noqa: PLC0415 - as above
    from posture_app.desktop.sensors.linux import linux_lines  # noqa: PLC0415 - as above

    # Without a session bus the library would start one, and wait for it.
    has_session = has_session_bus(os.environ)
    session = Bus(QDBusConnection.sessionBus() if has_session else QDBusConnection("none"))
    system = Bus(QDBusConnection.systemBus())
    sensors = Sensors(linux_lines(clock, session, system), clock)
    session.setParent(sensors)
    system.setParent(sensors)
    return sensors
