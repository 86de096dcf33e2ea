"""A sensor that a service of this session tells of changes, by a socket in its folder."""

from pathlib import Path

from PySide6.QtCore import Slot

from posture_app.desktop.sensors.base import Sensor
from posture_app.desktop.sensors.sockets import Cut, ServiceSocket


class SocketSensor(Sensor):
    """Connects when it is started; what is said and heard is its protocol's."""

    def __init__(self, path: Path | None, cut: Cut) -> None:
        """Does not connect yet.

        Args:
            path: The socket; None where this session has no folder for sockets.
            cut: Tells how long messages are.
        """
        super().__init__()
        self._path, self._cut = path, cut
        self._socket: ServiceSocket | None = None

    def start(self) -> None:
        """Connects, and lets itself be told of what there is and of changes."""
        self.stop()
        if self._path is None:
            self.failed.emit(self, "this session has no folder for sockets")
            return
        try:
            self._socket = ServiceSocket(self._path, self._cut, self)
        except OSError as fault:
            self.failed.emit(self, str(fault))
            return
        self._socket.arrived.connect(self._heard)
        self._socket.closed.connect(self._closed)
        self.greet()

    def stop(self) -> None:
        """Disconnects."""
        if self._socket is not None:
            self._socket.close()
            self._socket.deleteLater()
            self._socket = None

    def greet(self) -> None:
        """Says what begins the connection."""
        raise NotImplementedError

    def hear(self, message: bytes) -> None:
        """Takes in a whole message."""
        raise NotImplementedError

    def send(self, message: bytes) -> None:
        """Sends a message, where there is a connection."""
        if self._socket is not None:
            self._socket.send(message)

    @Slot(bytes)
    def _heard(self, message: bytes) -> None:
        self.hear(message)

    @Slot()
    def _closed(self) -> None:
        self.lost.emit(self)
