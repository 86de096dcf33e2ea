"""Sensors that ask the Linux desktop over D-Bus: GNOME, KDE, Xfce, Cinnamon, MATE and logind."""

import os

from PySide6.QtDBus import QDBusMessage

from posture_app.desktop.clock import Clock
from posture_app.desktop.sensors.bus import (
    PROPERTIES,
    Bus,
    BusAddress,
    BusSensor,
    property_sensor,
)
from posture_app.desktop.sensors.model import LearnedUnit
from posture_app.errors import sentence

_MUTTER = BusAddress(
    "org.gnome.Mutter.IdleMonitor",
    "/org/gnome/Mutter/IdleMonitor/Core",
    "org.gnome.Mutter.IdleMonitor",
)
_SCREEN_SAVER = BusAddress(
    "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
)
_NOTIFICATIONS = BusAddress(
    "org.freedesktop.Notifications",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
)
_XFCONF = BusAddress("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")
_LOGIND = BusAddress(
    "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
)
_SESSION = "org.freedesktop.login1.Session"


def _number(answer: list[object]) -> int:
    if len(answer) != 1 or isinstance(answer[0], bool) or not isinstance(answer[0], int):
        raise TypeError(f"expected a number, got {answer!r}")
    if answer[0] < 0:
        raise ValueError(f"expected a number from 0 on, got {answer[0]}")
    return answer[0]


class MutterIdle(BusSensor):
    """Mutter's idle monitor: asked for the time, and it tells the return by itself."""

    must_be_asked = True

    def __init__(self, bus: Bus) -> None:
        super().__init__(
            sentence("GNOME's idle monitor"),
            bus,
            _MUTTER,
            "GetIdletime",
            signals=[(_MUTTER, "WatchFired")],
        )
        self._watch: int | None = None
        self._watching = False

    def value(self, answer: list[object]) -> float:
        """Milliseconds on the wire."""
        return _number(answer) / 1000

    def told_by(self, message: QDBusMessage) -> bool:
        """Another program's watch is none of ours; our own is spent once it has fired."""
        if self._watch is None or message.arguments() != [self._watch]:
            return True
        self._watch, self._watching = None, False
        return False

    def watch_return(self) -> bool:
        """Arms one watch; Mutter forgets it when it has fired or the shell restarts."""
        if not self._watching:
            self._watching = True
            self.bus.call(_MUTTER, "AddUserActiveWatch", (), self._armed, self._not_armed)
        return self._watch is not None

    def stop(self) -> None:
        """Forgets the watch; one of a shell that is gone is gone with it."""
        if self._watch is not None and self.bus.is_up:
            self.bus.call(_MUTTER, "RemoveWatch", (self._watch,), _ignore, _ignore)
        self._watch, self._watching = None, False
        super().stop()

    def _armed(self, answer: list[object]) -> None:
        self._watch = _number(answer)

    def _not_armed(self, _why: str) -> None:
        self._watching = False


def _ignore(_answer: object) -> None:
    pass


class ScreenSaverIdle(BusSensor):
    """The screen saver service's idle time, the last resort.

    KDE answers in milliseconds and others in seconds, and some answer 0 always: the unit is learnt
    and a lie is noticed, so nothing is known before the first pause.
    """

    must_be_asked = True

    def __init__(self, bus: Bus, clock: Clock) -> None:
        super().__init__(
            sentence("Screen saver service's idle time"), bus, _SCREEN_SAVER, "GetSessionIdleTime"
        )
        self._clock = clock
        self._unit = LearnedUnit()

    def value(self, answer: list[object]) -> float | None:
        """Seconds, once the unit is known."""
        return self._unit.seconds(_number(answer), self._clock.read().monotonic_s)


def screen_saver_locks(bus: Bus) -> list[BusSensor]:
    """The desktops' screen savers: "active" is locked or about to be."""
    desktops = (
        (sentence("GNOME's screen shield"), "org.gnome.ScreenSaver"),
        (sentence("Cinnamon's screen saver"), "org.cinnamon.ScreenSaver"),
        (sentence("MATE's screen saver"), "org.mate.ScreenSaver"),
        (sentence("Xfce's screen saver"), "org.xfce.ScreenSaver"),
        (sentence("Desktop's screen saver"), "org.freedesktop.ScreenSaver"),
    )
    sensors: list[BusSensor] = []
    for name, service in desktops:
        place = BusAddress(service, "/" + service.replace(".", "/"), service)
        signals = [(place, "ActiveChanged")]
        sensors.append(
            BusSensor(name, bus, place, "GetActive", signals=signals, telling="ActiveChanged")
        )
    return sensors


class LogindLock(BusSensor):
    """logind's LockedHint of this session.

    Lock and Unlock are requests to the locker, not its state: they only make us ask again.
    """

    def __init__(self, bus: Bus, session_id: str = "") -> None:
        """`session_id` is logind's name of the session; without it logind is asked for ours."""
        super().__init__(sentence("logind's session lock"), bus, _LOGIND, "GetSession")
        self._id = session_id or os.environ.get("XDG_SESSION_ID", "") or "auto"
        self._path = ""

    def start(self) -> None:
        """Finds the session first."""
        if not self.bus.is_up:
            self.failed.emit(self, "there is no system bus")
        elif self._path:
            super().start()
        else:
            self.bus.call(_LOGIND, "GetSession", [self._id], self._found, self._not_found)

    def ask(self) -> None:
        """Reads LockedHint."""
        place = BusAddress(_LOGIND.service, self._path, PROPERTIES)
        arguments = (_SESSION, "LockedHint")
        self.bus.call(place, "Get", arguments, self._answered, self._unanswered)

    def stop(self) -> None:
        """A session found again may be another one."""
        super().stop()
        self._path = ""

    def _found(self, answer: list[object]) -> None:
        if len(answer) != 1 or not isinstance(answer[0], str):
            self.failed.emit(self, f"GetSession answered {answer!r}")
            return
        self._path = answer[0]
        session = BusAddress(_LOGIND.service, self._path, _SESSION)
        properties = BusAddress(_LOGIND.service, self._path, PROPERTIES)
        self._signals = [
            (session, "Lock"),
            (session, "Unlock"),
            (properties, "PropertiesChanged"),
        ]
        super().start()

    def _not_found(self, why: str) -> None:
        self.failed.emit(self, why)


def logind_sleep(bus: Bus) -> BusSensor:
    """PrepareForSleep, said before the machine sleeps and after it has woken."""
    return property_sensor(
        "logind",
        bus,
        _LOGIND,
        "PreparingForSleep",
        signals=[(_LOGIND, "PrepareForSleep")],
    )


class XfceSetting(BusSensor):
    """Xfce's switch for do not disturb; before it was ever set there is none, which means off."""

    def __init__(self, bus: Bus) -> None:
        self._setting = ("xfce4-notifyd", "/do-not-disturb")
        super().__init__(
            sentence("Xfce's notification setting"),
            bus,
            _XFCONF,
            "GetProperty",
            self._setting,
            signals=[(_XFCONF, "PropertyChanged"), (_XFCONF, "PropertyRemoved")],
        )

    def _unanswered(self, why: str) -> None:
        def answered(exists: list[object]) -> None:
            if exists == [False]:
                self.told.emit(self, False)
            else:
                self.failed.emit(self, why)

        self.bus.call(_XFCONF, "PropertyExists", self._setting, answered, super()._unanswered)


def do_not_disturb_properties(bus: Bus) -> list[BusSensor]:
    """The notification services that say themselves whether they are quiet: Plasma's and dunst."""
    dunst = BusAddress(_NOTIFICATIONS.service, _NOTIFICATIONS.path, "org.dunstproject.cmd0")
    return [
        property_sensor(sentence("Notification service"), bus, _NOTIFICATIONS, "Inhibited"),
        property_sensor("dunst", bus, dunst, "paused"),
        XfceSetting(bus),
    ]
