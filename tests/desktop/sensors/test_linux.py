"""The whole: every Linux line on a real X server and a private bus."""

import subprocess
from collections.abc import Callable

from PySide6.QtDBus import QDBusVariant
from pytestqt.qtbot import QtBot

from posture_app.desktop.clock import SystemClock
from posture_app.desktop.sensors.hub import Sensors
from posture_app.desktop.sensors.linux import linux_lines
from posture_app.desktop.sensors.model import Readings, SensorHealth, SensorKind, State

from .conftest import MockBus
from .test_bus import NOTIFY, NOTIFY_PATH, serve_mutter


def row(hub: Sensors, label: str) -> SensorHealth:
    return next(health for health in hub.healths() if str(health.label) == label)


def test_a_day_at_an_x11_desktop(
    mock_bus: MockBus,
    display: tuple[str, "subprocess.Popen[bytes]"],
    press: Callable[[], None],
    qtbot: QtBot,
):
    clock = SystemClock()
    lines = linux_lines(clock, mock_bus.bus, mock_bus.bus, {"DISPLAY": display[0]})
    hub = Sensors(lines, clock)
    mock_bus.users.append(hub)
    told: list[Readings] = []
    hub.changed.connect(told.append)
    press()
    hub.need(idle_after_s=0.5, keen=False)
    hub.start()
    qtbot.waitUntil(lambda: row(hub, "Full screen").state is State.WORKING)
    qtbot.waitUntil(lambda: row(hub, "Idle time").state is State.WORKING)
    assert str(row(hub, "Idle time").sensor) == "X11 screen saver extension"
    assert row(hub, "Do not disturb").state is State.UNAVAILABLE

    def away() -> bool:
        hub.self_test()
        return (hub.readings().idle_s or 0) > 0.5

    qtbot.waitUntil(away)
    hub._timer.stop()
    count = len(told)
    press()
    qtbot.waitUntil(lambda: len(told) > count)
    assert told[-1].idle_s is not None
    assert told[-1].idle_s < 0.5, "the return came by itself"

    mock_bus.serve(NOTIFY, NOTIFY_PATH, NOTIFY)
    mock_bus.mock(NOTIFY, NOTIFY_PATH, "AddProperty", NOTIFY, "Inhibited", QDBusVariant(True))

    def quiet() -> bool:
        hub.self_test()
        return hub.readings().dnd is True

    qtbot.waitUntil(quiet)
    serve_mutter(mock_bus, 4000)

    def by_mutter() -> bool:
        idle = hub._lines[0]
        assert idle.kind is SensorKind.IDLE
        best = idle._sensors[0]
        best.appeared.emit(best)  # the mock has its methods a little later than its name
        return hub.readings().idle_s == 4.0

    qtbot.waitUntil(by_mutter)
    assert str(row(hub, "Idle time").sensor) == "GNOME's idle monitor"
    hub.stop()
