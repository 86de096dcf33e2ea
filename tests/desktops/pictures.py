"""Pictures of desktops: taken of KWin, and looked at for our icon and for what has changed."""

import os
import re
import threading
from typing import Final, cast

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage

from posture_app.ui.tray import ARC

_FEWEST_PIXELS: Final = 20
"""An icon has more of the arc's colour than this."""
_LARGEST_PX: Final = 40
_GREENER, _DARK = 8, 64
"""The ground of a break has more green than red, and little of both."""


def picture_of_kwin(bus: str) -> QImage:
    """What all of KWin's monitors show; `bus` is the address of its bus."""
    reading, writing = os.pipe()
    octets = bytearray()

    def read() -> None:
        with os.fdopen(reading, "rb") as pipe:
            octets.extend(pipe.read())

    reader = threading.Thread(target=read)
    reader.start()
    service = DBusAddress("/org/kde/KWin/ScreenShot2", "org.kde.KWin", "org.kde.KWin.ScreenShot2")
    asked = new_method_call(service, "CaptureWorkspace", "a{sv}h", ({}, writing))
    try:
        with open_dbus_connection(bus=bus, enable_fds=True) as connection:
            answer = connection.send_and_get_reply(asked, timeout=20)
    finally:
        os.close(writing)
        reader.join(20)
    told = {name: value for name, (_kind, value) in answer.body[0].items()}
    form = QImage.Format(told["format"])
    return QImage(bytes(octets), told["width"], told["height"], told["stride"], form).copy()


def icon_in(picture: QImage) -> QRect | None:
    """Where the first of our icons is, by the colour of its arc."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    octets = bytes(cast("memoryview", plain.constBits()))
    width = picture.width()
    # Four octets a pixel.
    found = (one.start() // 4 for one in _ARC_PIXEL.finditer(octets) if one.start() % 4 == 0)
    places = [QPoint(at % width, at // width) for at in found]
    if len(places) < _FEWEST_PIXELS:
        return None
    left = min(place.x() for place in places)
    mine = [place for place in places if place.x() < left + _LARGEST_PX]
    top, bottom = min(one.y() for one in mine), max(one.y() for one in mine)
    right = max(one.x() for one in mine)
    return QRect(QPoint(left, top), QPoint(right, bottom))


def is_of_break(picture: QImage, screen: QRect) -> bool:
    """Whether a break is seen from edge to edge of a screen, by its ground, which is dark green."""
    if not picture.rect().contains(screen):
        return False
    inner = screen.adjusted(2, 2, -2, -2)
    steps = range(33)
    across = [inner.left() + (inner.width() - 1) * step // 32 for step in steps]
    down = [inner.top() + (inner.height() - 1) * step // 32 for step in steps]
    edges = [QPoint(x, y) for x in across for y in (inner.top(), inner.bottom())]
    edges += [QPoint(x, y) for y in down for x in (inner.left(), inner.right())]
    return all(_is_ground(picture.pixelColor(place)) for place in edges)


def _is_ground(colour: QColor) -> bool:
    return colour.red() + _GREENER < colour.green() < _DARK


def changed(before: QImage, after: QImage) -> QRect:
    """The smallest area that holds all that differs."""
    area = QRect()
    for y in range(min(before.height(), after.height())):
        if _line(before, y) == _line(after, y):
            continue
        row = [x for x in range(before.width()) if before.pixel(x, y) != after.pixel(x, y)]
        if row:
            area = area.united(QRect(QPoint(row[0], y), QPoint(row[-1], y)))
    return area


def _line(picture: QImage, y: int) -> bytes:
    return bytes(cast("memoryview", picture.constScanLine(y)))


def _like(colour: QColor) -> re.Pattern[bytes]:
    """Pixels that look like it, as little-endian machines keep them."""
    parts = (colour.blue(), colour.green(), colour.red())
    ranges = (b"[%b-%b]" % _ends(part) for part in parts)
    return re.compile(b"".join(ranges) + b"\xff", re.DOTALL)


def _ends(part: int) -> tuple[bytes, bytes]:
    return re.escape(bytes([part - 8])), re.escape(bytes([part + 8]))


_ARC_PIXEL: Final = _like(QColor(ARC))
