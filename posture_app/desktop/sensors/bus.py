"""D-Bus without waiting: calls are asynchronous, signals come to decorated slots.

No QDBusInterface is built anywhere: its constructor asks the service to describe itself and waits
for the answer.
"""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusServiceWatcher,
    QDBusVariant,
)

from posture_app.dataclass import dataclass
from posture_app.desktop.sensors.base import Sensor
from posture_app.errors import Message

_TIMEOUT_MS = 3000
PROPERTIES = "org.freedesktop.DBus.Properties"


@dataclass(frozen=True, slots=True)
class BusAddress:
    """Where to ask: service, object path, interface."""

    service: str
    path: str
    interface: str


OnReply = Callable[[list[object]], None]
Failed = Callable[[str], None]


class Bus(QObject):
    """One connection to a message bus."""

    appeared = Signal(str)
    vanished = Signal(str)

    def __init__(self, connection: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.connection = connection
        self._watcher = QDBusServiceWatcher(self)
        self._watcher.setConnection(connection)
        self._watcher.setWatchMode(QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange)
        self._watcher.serviceRegistered.connect(self.appeared)
        self._watcher.serviceUnregistered.connect(self.vanished)
        self._pending: set[QDBusPendingCallWatcher] = set()

    @property
    def is_up(self) -> bool:
        """Whether there is a bus at all."""
        return self.connection.isConnected()

    def follow(self, service: str) -> None:
        """Makes `appeared` and `vanished` tell of this service."""
        if self.is_up and service not in self._watcher.watchedServices():
            self._watcher.addWatchedService(service)

    def call(
        self,
        place: BusAddress,
        method: str,
        arguments: Sequence[object],
        then: OnReply,
        failed: Failed,
    ) -> None:
        """Calls a method; exactly one of `then` (with the reply's values) and `failed` follows.

        A service that isn't running is not started for it.
        """
        message = QDBusMessage.createMethodCall(place.service, place.path, place.interface, method)
        message.setAutoStartService(False)
        message.setArguments(list(arguments))
        watcher = QDBusPendingCallWatcher(self.connection.asyncCall(message, _TIMEOUT_MS), self)
        self._pending.add(watcher)

        def finished() -> None:
            self._pending.discard(watcher)
            watcher.deleteLater()
            reply = watcher.reply()
            if reply.type() == QDBusMessage.MessageType.ReplyMessage:
                then([_plain(value) for value in reply.arguments()])
            else:
                failed(reply.errorMessage() or reply.errorName())

        watcher.finished.connect(finished)

    def listen(self, place: BusAddress, signal: str, receiver: "BusSensor", *, on: bool) -> None:
        """Connects or disconnects a signal with the receiver's `heard`."""
        change = self.connection.connect if on else self.connection.disconnect
        # The binding takes a str and refuses bytes; its stub says the opposite.
        slot = cast("bytes", SLOT("heard(QDBusMessage)"))
        change(place.service, place.path, place.interface, signal, receiver, slot)


class BusSensor(Sensor):
    """A value that a D-Bus method returns, with the signals that say that it may have changed."""

    def __init__(
        self,
        name: Message | str,
        bus: Bus,
        place: BusAddress,
        method: str,
        arguments: Sequence[object] = (),
        *,
        signals: Sequence[tuple[BusAddress, str]] = (),
        telling: str = "",
    ) -> None:
        """Which method to call, and which signals to hear.

        Args:
            name: for people.
            bus: the bus the service is on.
            place: the service, object and interface of the method.
            method: its name.
            arguments: what it is called with.
            signals: those after which the method is called again.
            telling: the one of them that carries the value itself, so that nothing need be asked.
        """
        super().__init__()
        self.name = name
        self.bus = bus
        self.place = place
        self._method = method
        self._arguments = list(arguments)
        self._signals = list(signals)
        self._telling = telling
        self._listening = False
        bus.follow(place.service)
        bus.appeared.connect(self._appeared)
        bus.vanished.connect(self._vanished)

    def start(self) -> None:
        """Listens, and asks a first time."""
        if not self.bus.is_up:
            self.failed.emit(self, "there is no message bus")
            return
        self._listen(on=True)
        self.ask()

    def ask(self) -> None:
        """Calls the method."""
        self.bus.call(self.place, self._method, self._arguments, self._answered, self._unanswered)

    def stop(self) -> None:
        """Listens no more."""
        self._listen(on=False)

    def value(self, answer: list[object]) -> float | bool | None:
        """The value in a reply; TypeError or ValueError if it isn't one."""
        if len(answer) != 1 or not isinstance(answer[0], bool):
            raise TypeError(f"{self._method} answered {answer!r}")
        return answer[0]

    def told_by(self, message: QDBusMessage) -> bool:
        """Whether a signal leaves nothing to ask: it carries the value, or concerns us not."""
        if message.member() != self._telling:
            return False
        self._answered([_plain(value) for value in message.arguments()])
        return True

    @Slot(QDBusMessage)
    def heard(self, message: QDBusMessage) -> None:
        """One of the signals."""
        if self._listening and not self.told_by(message):
            self.ask()

    def _listen(self, *, on: bool) -> None:
        if on == self._listening:
            return
        self._listening = on
        for place, signal in self._signals:
            self.bus.listen(place, signal, self, on=on)

    def _answered(self, answer: list[object]) -> None:
        try:
            value = self.value(answer)
        except (TypeError, ValueError) as fault:
            self.failed.emit(self, str(fault))
        else:
            self.told.emit(self, value)

    def _unanswered(self, why: str) -> None:
        self.failed.emit(self, why)

    @Slot(str)
    def _appeared(self, service: str) -> None:
        if service == self.place.service:
            self.appeared.emit(self)

    @Slot(str)
    def _vanished(self, service: str) -> None:
        if service == self.place.service:
            self.lost.emit(self)


def property_sensor(
    name: Message | str,
    bus: Bus,
    place: BusAddress,
    prop: str,
    *,
    signals: Sequence[tuple[BusAddress, str]] = (),
) -> BusSensor:
    """A boolean property, followed by PropertiesChanged and by the `signals` besides."""
    properties = BusAddress(place.service, place.path, PROPERTIES)
    return BusSensor(
        name,
        bus,
        properties,
        "Get",
        (place.interface, prop),
        signals=[(properties, "PropertiesChanged"), *signals],
        telling=signals[0][1] if signals else "",
    )


def _plain(value: object) -> object:
    if isinstance(value, QDBusVariant):
        return value.variant()
    if isinstance(value, QDBusObjectPath):
        return value.path()
    return value
