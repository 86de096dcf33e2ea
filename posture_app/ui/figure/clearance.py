"""Room for arrows: where a picture is free of the body, and how an arrow gets there.

What must not be covered is marked in a coarse mask, with some room around it. An arrow is tried
where its part moves, and then farther and farther around, until enough of it lies in the free.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, hypot, pi
from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from posture_app.ui.figure.topology import Flags, Floats, Indices
from posture_app.ui.figure.view import FigureCamera

PicturePoint = tuple[float, float]

_CELL_PX: Final = 2.5
_CELLS: Final = 100
"""So fine is the mask at most: what is painted for paper has many more pixels."""
_WAYS_OUT: Final = 16
_STEPS: Final = 14
_FARTHEST: Final = 0.40
"""How far an arrow is moved at most, as a share of the picture's shorter side."""
_DEAR: Final = 0.55
"""What a pixel of moving away costs, in pixels of arrow that are seen instead."""
_BEHIND: Final = 1.25
_AHEAD: Final = 0.9
_MOSTLY: Final = 0.5
"""Moving an arrow against its direction or along it costs so much more, or less, than aside."""
_THINGS: Final = 0.15
"""What lying on a chair costs, as a share of the picture's shorter side."""
_LEFT: Final = 0.75
"""The beginning of an arrow that lies on a thing is left out, where so much of it is left."""
_UNDERGROUND: Final = 0.13
"""And what running below the edge of a mat costs."""


class Clearance:
    """The free places of a picture.

    Args:
        rect: The picture.
        room_px: How much is kept free around what must not be covered, and at the edges.
    """

    def __init__(self, rect: QRectF, room_px: float) -> None:
        self._rect, self._edge = rect, room_px
        self._cell = max(_CELL_PX, min(rect.width(), rect.height()) / _CELLS)
        size = ceil(rect.height() / self._cell), ceil(rect.width() / self._cell)
        self._taken: Flags = np.zeros(size, bool)
        self._spared: Flags = np.zeros(size, bool)
        self._underground: Flags = np.zeros(size, bool)

    def take(self, points: Floats, view: FigureCamera) -> None:
        """Let nothing lie on what is covered by points, (n, 3) in metres, each near the next."""
        camera = np.array((view.right, [-one for one in view.up]), np.float32)
        shift = (view.x - self._rect.left(), view.y - self._rect.top())
        x, y = (camera * np.float32(view.scale)) @ points.T
        columns, lines = (
            ((spots + np.float32(off)) / np.float32(self._cell)).astype(np.intp)
            for spots, off in zip((x, y), shift, strict=True)
        )
        high, wide = self._taken.shape
        seen = (columns >= 0) & (columns < wide) & (lines >= 0) & (lines < high)
        mask = np.zeros_like(self._taken)
        mask[lines[seen], columns[seen]] = True
        self._taken |= self._widened(mask)

    def spare(self, paths: Sequence[QPainterPath]) -> None:
        """Let things lie on these paths only where there is no room elsewhere."""
        self._spared |= self._widened(self._covered(paths))

    def stand(self, paths: Sequence[QPainterPath]) -> None:
        """Let nothing run below the ground on these paths, where there is room elsewhere."""
        ground = self._covered(paths)
        above = np.logical_or.accumulate(ground[::-1], axis=0)[::-1]
        self._underground |= ground.any(axis=0) & ~above

    def _covered(self, paths: Sequence[QPainterPath]) -> Flags:
        """What lies on some paths."""
        high, wide = self._taken.shape
        image = QImage(wide, high, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        painter.scale(1 / self._cell, 1 / self._cell)
        painter.translate(-self._rect.topLeft())
        for path in paths:
            painter.fillPath(path, QColor(Qt.GlobalColor.white))
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(high, image.bytesPerLine())
        found: Flags = rows[:, :wide] > 0
        return found

    def _widened(self, mask: Flags) -> Flags:
        """With the room around it."""
        found = mask.copy()
        for step in range(1, ceil(self._edge / self._cell) + 1):
            found[step:] |= mask[:-step]
            found[:-step] |= mask[step:]
        mask = found.copy()
        for step in range(1, ceil(self._edge / self._cell) + 1):
            found[:, step:] |= mask[:, :-step]
            found[:, :-step] |= mask[:, step:]
        return found

    def placed(
        self, points: Sequence[PicturePoint], least: float, *, whole: bool = False
    ) -> list[PicturePoint]:
        """An arrow where most of it is free, near where it was.

        Args:
            points: The arrow, its tip last.
            least: How much of it must be seen, in pixels, if there is room for that anywhere.
            whole: Whether it is of no use without all of its points.
        """
        fine = np.array(even(points, self._cell), np.float32)
        shifts, costs = self._shifts(points)
        inside, cells = self._cells(fine + shifts[:, None])
        side = np.float32(min(self._rect.width(), self._rect.height()))
        costs += self._spared[cells].mean(axis=1, dtype=np.float32) * np.float32(_THINGS) * side
        free, below = inside & ~self._taken[cells], self._underground[cells]
        found = [self._best(free & ~below, costs, least, whole=whole)]
        if below.any():
            dear = costs + np.float32(_UNDERGROUND) * side
            found.append(self._best(free, dear, least, whole=whole))
        _, best, end, count = max(found)
        if count < 2:
            return list(points)
        first = end - count
        if not whole:
            [on_things] = np.nonzero(self._spared[cells][best, first : end - round(_LEFT * count)])
            # It would begin on a thing, or on the near side of one, and seem to come out of it.
            first += int(on_things[-1]) + 1 if len(on_things) else 0
        kept = fine[first:end] + shifts[best]
        return [(x, y) for x, y in kept.tolist()]

    def backed(self, points: Sequence[PicturePoint]) -> list[PicturePoint]:
        """A straight arrow moved back against its direction until all of it is free.

        Args:
            points: The arrow, its tip last.

        Returns:
            The arrow; nothing where there is no room for it in that line, or where it is bent.
        """
        (ax, ay), *_, (bx, by) = points
        way = hypot(bx - ax, by - ay)
        if len(points) > 2 or not way:
            return []
        back = np.array(((ax - bx) / way, (ay - by) / way), np.float32)
        steps = np.arange(0, max(self._taken.shape), dtype=np.float32) * np.float32(self._cell)
        fine = np.array(even(points, self._cell), np.float32)
        inside, cells = self._cells(fine + (steps[:, None] * back)[:, None])
        free = (inside & ~self._taken[cells]).all(axis=1)
        if not free.any():
            return []
        dx, dy = (steps[free.argmax()] * back).tolist()
        return [(x + dx, y + dy) for x, y in points]

    def _best(
        self, free: Flags, costs: Floats, least: float, *, whole: bool
    ) -> tuple[float, int, int, int]:
        """What the best shift is worth, which it is, where its free stretch ends, its length.

        Args:
            free: (n, points) whether each point of an arrow is free, for each shift.
            costs: (n,) what the shifts cost.
            least: See `placed`.
            whole: See `placed`.
        """
        ends, counts = _longest(free)
        seen = counts * np.float32(self._cell)
        if whole:
            seen = np.where(counts < free.shape[1], np.float32(0.2) * seen, seen)
        values = np.minimum(seen, 3 * least) - costs
        values += np.where(seen >= least, np.float32(least), np.float32(0))
        values[counts < 2] = -np.inf
        best = int(values.argmax())
        return float(values[best]), best, int(ends[best]), int(counts[best])

    def _shifts(self, points: Sequence[PicturePoint]) -> tuple[Floats, Floats]:
        """Ways to move an arrow, (n, 2) in pixels, and what each costs."""
        (ax, ay), (bx, by) = points[0], points[-1]
        way = hypot(bx - ax, by - ay) or 1.0
        most = _FARTHEST * min(self._rect.width(), self._rect.height())
        off = np.linspace(most / _STEPS, most, _STEPS, dtype=np.float32)[:, None]
        angles = np.arange(_WAYS_OUT, dtype=np.float32) * np.float32(2 * pi / _WAYS_OUT)
        x, y = np.cos(angles), np.sin(angles)
        along = (x * np.float32(bx - ax) + y * np.float32(by - ay)) / np.float32(way)
        dear = np.where(along < -_MOSTLY, _BEHIND, np.where(along > _MOSTLY, _AHEAD, 1.0))
        shifts = np.stack((off * x, off * y), axis=-1).reshape(-1, 2)
        costs = (np.float32(_DEAR) * off * dear.astype(np.float32)).reshape(-1)
        still = np.zeros((1, 2), np.float32)
        return np.concatenate((still, shifts)), np.concatenate((still[0, :1], costs))

    def _cells(self, points: Floats) -> tuple[Flags, tuple[Indices, Indices]]:
        """Whether points lie in the picture, away from its edge, and in which cells of a mask."""
        x = points[..., 0] - np.float32(self._rect.left())
        y = points[..., 1] - np.float32(self._rect.top())
        edge, (high, wide) = self._edge, self._taken.shape
        inside: Flags = (x > edge) & (y > edge)
        inside &= (x < self._rect.width() - edge) & (y < self._rect.height() - edge)
        columns = np.clip((x / self._cell).astype(np.intp), 0, wide - 1)
        lines = np.clip((y / self._cell).astype(np.intp), 0, high - 1)
        return inside, (lines, columns)


def _longest(free: Flags) -> tuple[Indices, Indices]:
    """For each row its longest stretch: where it ends, and its length; of two the later one."""
    count = np.zeros(len(free), np.intp)
    most, ends = count.copy(), count.copy()
    for at in range(free.shape[1]):
        count = (count + 1) * free[:, at]
        longer = count >= np.maximum(most, 1)
        most[longer] = count[longer]
        ends[longer] = at + 1
    return ends, most


def even(points: Sequence[PicturePoint], step: float) -> list[PicturePoint]:
    """The same line with points so far from each other along it."""
    found = [points[0]]
    rest = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        way = hypot(bx - ax, by - ay)
        at = step - rest
        while at <= way:
            found.append((ax + (bx - ax) * at / way, ay + (by - ay) * at / way))
            at += step
        rest = way - (at - step)
    found[-1] = points[-1]
    return found
