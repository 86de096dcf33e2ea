"""Many points at once into Qt: a point made in Python costs more than all that is computed for it.

`QDataStream` reads a `QPainterPath` as its number of elements, each element's kind (0 begins a
loop, 1 is a line to) with x and y, where its last loop begins, and its fill rule (1: what is wound
round is filled).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

_ELEMENT: Final = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_TAIL: Final = b"\0\0\0\0\0\0\0\1"
_EMPTY: Final = QPainterPath()


def paths_of(
    x: NDArray[np.floating],
    y: NDArray[np.floating],
    starts: Sequence[int] | NDArray[np.signedinteger],
    cuts: Sequence[int],
) -> list[QPainterPath]:
    """Closed loops as paths in which what is wound round is filled.

    Args:
        x: The points of all loops, one loop after the other.
        y: The same, down the picture.
        starts: Where each loop begins.
        cuts: Where each path begins, and where the last one ends; each at a loop's beginning.
    """
    elements = np.empty(len(x), _ELEMENT)
    elements["kind"] = 1
    elements["kind"][starts] = 0
    elements["x"], elements["y"] = x, y
    data, size = elements.tobytes(), _ELEMENT.itemsize
    pieces = []
    for first, last in pairwise(cuts):
        if last > first:
            pieces += [(last - first).to_bytes(4, "big"), data[size * first : size * last], _TAIL]
    stream = QDataStream(QByteArray(b"".join(pieces)))
    found = []
    for first, last in pairwise(cuts):
        path = _EMPTY
        if last > first:
            path = QPainterPath()
            stream >> path
        found.append(path)
    return found


def open_path(
    x: NDArray[np.floating], y: NDArray[np.floating], begins: NDArray[np.bool_]
) -> QPainterPath:
    """Lines that are not closed, as one path.

    Args:
        x: The points of all lines, one line after the other.
        y: The same, down the picture.
        begins: Where a line begins.
    """
    path = QPainterPath()
    if len(x):
        elements = np.empty(len(x), _ELEMENT)
        elements["kind"] = ~begins
        elements["x"], elements["y"] = x, y
        data = len(x).to_bytes(4, "big") + elements.tobytes() + _TAIL
        QDataStream(QByteArray(data)) >> path
    return path
