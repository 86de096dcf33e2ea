"""Which parts of a pale beginning are worth being painted: not those of which a sliver would show.

Where a body hardly moves, the beginning lies behind what is held, but for a pale line along it that
looks like a smear. Both are painted by number, as coarse as such a line is wide at most, and what
is seen of a part has to outlast an erosion (Serra, Image Analysis and Mathematical Morphology,
1982) that a sliver does not.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from posture_app.ui.figure.painter import DrawnBody

Flags = NDArray[np.bool_]

_CELLS: Final = 150
"""So many along the shorter side of a picture."""
_EROSIONS: Final = 2
"""What is seen of a part is wider than twice so many cells."""
_HALF: Final = 0.5
"""Or at least this share of it, where the part itself is not so wide."""
_LEAST_CELLS: Final = 3
_OPEN_CELLS: Final = 4
"""A seam of so many cells is seen to be one."""
_SIDES: Final = ("right", "left")
_ENDS: Final = (("hand", "forearm"), ("foot", "shank"))
"""A part, and the one without which it is not shown."""
_WITH: Final = (
    ("forearm", "hand"),
    ("upper_arm", "forearm", "hand"),
    ("shank", "foot"),
    ("thigh", "shank", "foot"),
    ("head", "knot"),
    ("knot", "head"),
    ("hand", "forearm"),
    ("foot", "shank"),
)
"""A part, and those that would not be whole without it."""


def slivers(
    ghost: DrawnBody, held: DrawnBody, before: Iterable[QPainterPath] = ()
) -> frozenset[int]:
    """The parts of a beginning of which too little is seen beside what is held.

    Args:
        ghost: The beginning.
        held: What is held.
        before: Props that stand before the beginning, as a chair does before who stands up from it.
    """
    left, top, right, bottom = ghost.view.frame
    cell = min(right - left, bottom - top) / _CELLS
    size = int((right - left) / cell) + 1, int((bottom - top) / cell) + 1
    image = QImage(*size, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.scale(1 / cell, 1 / cell)
    painter.translate(-left, -top)
    _number(painter, ghost, 1)
    whole = _cells(image)
    _number(painter, held, 0)
    for path in before:
        painter.fillPath(path, QColor("black"))
    painter.end()
    seen = _cells(image)
    drawing = ghost.painted.drawing
    names = drawing.topology.mesh.parts
    wanted = {
        names[part] for part in drawing.parts if not _is_sliver(whole == part + 1, seen == part + 1)
    }
    for end, last in _ENDS:
        # A hand would float in the air where its arm is hidden, as it is by a seat.
        wanted -= {f"{side}_{end}" for side in _SIDES if f"{side}_{last}" not in wanted}
    for first, *others in _WITH:
        for side in ("right_", "left_", ""):
            if wanted.intersection(f"{side}{name}" for name in others):
                wanted.add(f"{side}{first}")
    shown = {part for part in drawing.parts if names[part] in wanted}
    return frozenset(drawing.parts) - _with_open_seams(shown, seen)


def _with_open_seams(shown: set[int], seen: NDArray[np.uint8]) -> set[int]:
    """Parts with those that go on from them where that is seen: a beginning ends behind something.

    A seam that is left open on the ground looks torn off.
    """
    shown = set(shown)
    across, down = (seen[:, :-1], seen[:, 1:]), (seen[:-1], seen[1:])
    pairs = np.concatenate(
        [np.stack((one, other))[:, one != other] for one, other in (across, down)], axis=1
    )
    seams = Counter(tuple(sorted(pair)) for pair in pairs.T.tolist())
    found = shown
    while found:
        found = {
            part - 1
            for pair, cells in seams.items()
            for part, other in (pair, pair[::-1])
            if cells >= _OPEN_CELLS
            and 0 not in pair
            and other - 1 in shown
            and part - 1 not in shown
        }
        shown |= found
    return shown


def _number(painter: QPainter, figure: DrawnBody, first: int) -> None:
    """Paint each part of a body in its number, or all in 0."""
    parts = figure.painted.drawing.parts
    for part in figure.painted.order.parts:
        if part in parts:
            number = first and first + part
            painter.fillPath(parts[part].contour, QColor(number, number, number))


def _cells(image: QImage) -> NDArray[np.uint8]:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].copy()


def _is_sliver(whole: Flags, seen: Flags) -> bool:
    if seen.sum() < _LEAST_CELLS:
        return True
    for _ in range(_EROSIONS):
        core = _eroded(whole)
        if not core.any():
            return bool(seen.sum() < _HALF * whole.sum())
        whole, seen = core, _eroded(seen)
        if not seen.any():
            return True
    return False


def _eroded(mask: Flags) -> Flags:
    """Without the outermost cells."""
    across = mask[:, 2:] & mask[:, 1:-1] & mask[:, :-2]
    found: Flags = across[2:] & across[1:-1] & across[:-2]
    return found
