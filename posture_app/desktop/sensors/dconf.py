"""GNOME's and Cinnamon's do-not-disturb switch, read from the file in which dconf keeps it.

The settings service has no call that answers it, and a `gsettings` process for each look costs
more than the whole rest. The file is a GVDB hash table (dconf's `gvdb-format.h`): a header, then
items of 24 bytes, each with its parent and a suffix of its key; a value is a serialised GVariant.
"""

import os
import struct
from pathlib import Path

from PySide6.QtDBus import QDBusMessage

from posture_app.desktop.sensors.bus import Bus, BusAddress, BusSensor
from posture_app.errors import Message, sentence

_MAGIC = b"GVariant"
_NO_PARENT = 0xFFFFFFFF
_ITEM = struct.Struct("<IIIHcxII")
_WRITER = BusAddress("ca.desrt.dconf", "/ca/desrt/dconf/Writer/user", "ca.desrt.dconf.Writer")
_BUS = BusAddress("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


def database() -> Path:
    """The person's own settings; what an administrator has set elsewhere is not read."""
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "dconf" / "user"


def read_switch(data: bytes, key: str) -> bool | None:
    """A boolean in a GVDB file; None when the key is not set.

    Raises:
        ValueError: the file is damaged, or the value is no boolean.
    """
    if data[:8] != _MAGIC:
        raise ValueError("not a dconf database")
    wanted = key.encode()
    try:
        items = _items(data)
        for index, item in enumerate(items):
            suffix = data[item[2] : item[2] + item[3]]
            if item[4] == b"v" and wanted.endswith(suffix) and _key(data, items, index) == wanted:
                value = data[item[5] : item[6]]
                if len(value) != 3 or value[1:] != b"\0b":
                    raise ValueError(f"{key} is no boolean")
                return value[0] != 0
    except (struct.error, IndexError) as fault:
        raise ValueError("the dconf database is damaged") from fault
    return None


def _items(data: bytes) -> list[tuple[int, int, int, int, bytes, int, int]]:
    start, end = struct.unpack_from("<II", data, 16)
    bloom_words, buckets = struct.unpack_from("<II", data, start)
    first = start + 8 + 4 * (bloom_words & 0x07FFFFFF) + 4 * buckets
    if not start < first <= end <= len(data):
        raise ValueError("the dconf database is damaged")
    return list(_ITEM.iter_unpack(data[first : first + (end - first) // 24 * 24]))


def _key(data: bytes, items: list[tuple[int, int, int, int, bytes, int, int]], index: int) -> bytes:
    parts: list[bytes] = []
    while index != _NO_PARENT:
        if len(parts) > len(items):
            raise ValueError("the dconf database is damaged")
        _hash, parent, start, size, *_rest = items[index]
        parts.append(data[start : start + size])
        index = parent
    return b"".join(reversed(parts))


class DconfSwitch(BusSensor):
    """A switch of a desktop that is running, in `database()`; True is "do not disturb"."""

    def __init__(
        self,
        name: Message | str,
        bus: Bus,
        shell: str,
        key: str,
        *,
        quiet_when: bool,
        path: Path | None = None,
    ) -> None:
        """`shell` is the service that obeys the switch; a key not set is never quiet."""
        place = BusAddress(shell, "/", "")
        super().__init__(name, bus, place, "NameHasOwner", signals=[(_WRITER, "Notify")])
        self._key = key
        self._quiet_when = quiet_when
        self._path = path or database()

    def ask(self) -> None:
        """First whether the desktop runs: the file outlives it."""
        arguments = (self.place.service,)
        self.bus.call(_BUS, "NameHasOwner", arguments, self._answered, self._unanswered)

    def value(self, answer: list[object]) -> bool:
        """Reads the file, which is small, if the desktop is there."""
        if answer != [True]:
            raise ValueError(f"{self.place.service} is not running")
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return False
        except OSError as fault:
            raise ValueError(str(fault)) from fault
        return read_switch(data, self._key) is self._quiet_when

    def told_by(self, message: QDBusMessage) -> bool:
        """Only a change that may concern the key is worth a look."""
        values = message.arguments()
        prefix = values[0] if values and isinstance(values[0], str) else "/"
        return not self._key.startswith(prefix)


def dconf_switches(bus: Bus) -> list[BusSensor]:
    """GNOME's and Cinnamon's switches."""
    return [
        DconfSwitch(
            sentence("GNOME's notification setting"),
            bus,
            "org.gnome.Shell",
            "/org/gnome/desktop/notifications/show-banners",
            quiet_when=False,
        ),
        DconfSwitch(
            sentence("Cinnamon's notification setting"),
            bus,
            "org.Cinnamon",
            "/org/cinnamon/desktop/notifications/display-notifications",
            quiet_when=False,
        ),
    ]
