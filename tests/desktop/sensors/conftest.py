"""The real things that a headless Linux machine has: an X server, a message bus, mock services."""

import os
import shutil
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from posture_app.desktop.sensors.bus import Bus
from posture_app.desktop.sensors.hub import Sensors
from posture_app.desktop.sensors.xcb import XServer, get_cardinals, intern_atom

from .fakes import SetClock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_SYSTEM_PYTHON = "/usr/bin/python3"
_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>
"""


def missing(what: str) -> None:
    """Skips where a program isn't installed; on CI its absence is a fault."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"needs {what}")


def need(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            missing(program)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def display() -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """An X server of its own: its name and its process."""
    need("Xvfb")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    # Otherwise it begins anew when a last client leaves, which the next one does not survive.
    command.append("-noreset")
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            pytest.fail("Xvfb did not start")
        yield f":{number}", server
        server.terminate()


@pytest.fixture
def window_manager(display: tuple[str, object], qtbot: QtBot) -> Iterator[None]:
    """openbox, ready: it gives no focus to windows that are older than itself."""
    need("openbox")
    server = XServer(display[0])
    found: list[int] = []

    def is_ready() -> bool:
        intern_atom(
            server,
            "_NET_SUPPORTING_WM_CHECK",
            lambda atom: get_cardinals(server, server.root, atom, found.extend),
        )
        return bool(found)

    environment = {**os.environ, "DISPLAY": display[0]}
    with subprocess.Popen(
        ["openbox", "--sm-disable"], env=environment, stderr=subprocess.DEVNULL
    ) as openbox:
        qtbot.waitUntil(is_ready)
        server.close()
        yield
        openbox.terminate()


class MockBus:
    """A private bus with our connection to it and mock services on it."""

    def __init__(self, address: str, connection: QDBusConnection, qtbot: QtBot) -> None:
        self.address = address
        self.connection = connection
        self.bus = Bus(connection)
        self.services: list[subprocess.Popen[bytes]] = []
        self.users: list[Sensors] = []
        self._qtbot = qtbot

    def has(self, name: str) -> bool:
        return bool(self.connection.interface().isServiceRegistered(name).value())

    def serve(self, name: str, path: str, interface: str) -> "subprocess.Popen[bytes]":
        """Starts a mock service and waits until it is there."""
        command = [_SYSTEM_PYTHON, "-m", "dbusmock", "--session", name, path, interface]
        environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": self.address}
        service = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        self.services.append(service)
        self._qtbot.waitUntil(lambda: self.has(name))
        return service

    def end(self, service: "subprocess.Popen[bytes]", name: str) -> None:
        """Ends a mock service and waits until it has left."""
        service.kill()
        service.wait()
        self._qtbot.waitUntil(lambda: not self.has(name))

    def call(self, name: str, path: str, interface: str, method: str, *arguments: object) -> None:
        message = QDBusMessage.createMethodCall(name, path, interface, method)
        message.setArguments(list(arguments))
        reply = self.connection.call(message)
        assert reply.type() == QDBusMessage.MessageType.ReplyMessage, reply.errorMessage()

    def mock(self, name: str, path: str, method: str, *arguments: object) -> None:
        """A call to python-dbusmock's own interface."""
        self.call(name, path, "org.freedesktop.DBus.Mock", method, *arguments)


@pytest.fixture
def mock_bus(tmp_path: Path, qtbot: QtBot) -> Iterator[MockBus]:
    need("dbus-daemon")
    has_mock = [_SYSTEM_PYTHON, "-c", "import dbusmock"]
    if (
        not Path(_SYSTEM_PYTHON).exists()
        or subprocess.run(has_mock, capture_output=True, check=False).returncode
    ):
        missing("python3-dbusmock")
    config = tmp_path / "bus.conf"
    config.write_text(_BUS_CONFIG.format(folder=tmp_path))
    command = ["dbus-daemon", f"--config-file={config}", "--print-address=1", "--nofork"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        ours = str(uuid.uuid4())
        bus = MockBus(address, QDBusConnection.connectToBus(address, ours), qtbot)
        yield bus
        for user in bus.users:
            user.stop()
        # Qt does not survive a connection that is closed with a call under way.
        qtbot.waitUntil(lambda: not bus.bus._pending)
        QDBusConnection.disconnectFromBus(ours)
        for service in bus.services:
            service.kill()
            service.wait()
        daemon.terminate()


@pytest.fixture
def press(display: tuple[str, object]) -> Callable[[], None]:
    """A real key press on the X server."""
    need("xdotool")

    def key() -> None:
        environment = {**os.environ, "DISPLAY": display[0]}
        subprocess.run(["xdotool", "key", "shift"], env=environment, check=True, timeout=60)

    return key
