"""Which parts look as they did when they were drawn last, but for a move within the picture.

A limb that swings across the picture keeps its outline: its paths need only be moved and turned.
The outermost places of what carries a part tell by how much it differs from that.
"""

from typing import Final

import numpy as np
from PySide6.QtGui import QTransform

from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Floats, Topology
from posture_app.ui.figure.view import FigureCamera

STILL_PX: Final = 0.3
"""What has moved by less stays where it is."""
_SEEN_PX: Final = 0.35
"""A part is drawn anew when one of its places is off by more than this."""
_SEEN_SHARE: Final = 0.3
"""And by more than this share of its way since the frame before: what moves looks less sharp."""
_SEEN_MOST_PX: Final = 1.1
_BETWEEN_PX: Final = 1.2
"""In the frames after one in which something was drawn anew: a part's shape changes slowly."""
_BETWEEN_FRAMES: Final = 2
_EXACT_PX: Final = 0.02
"""But what stands still altogether is drawn as it is."""
_REST_PX: Final = 0.004
"""It does if it has moved by less since the frame before: a slow breath moves all by more."""
_ROOM_PX: Final = 12.0
_TURNED: Final = 0.06
"""And when it has turned by more than this in radians, as light falls on it otherwise then."""
_TOGETHER: Final = 0.6
_UNMOVED: Final = np.array(((1, 0), (0, 1), (0, 0)), np.float32)[:, :, None]


class PartMoves:
    """Where the parts were when they were drawn, and how they have moved since.

    Attributes:
        moves: For each part, how its paths are moved in the picture.
        seen: For each part, whether it can lie in the picture at all.
        stamps: For each part a number that changes whenever its picture does.
    """

    def __init__(self, topology: Topology) -> None:
        self._topology = topology
        count, pairs = len(topology.blocks), len(topology.pair_part)
        self._drawn = np.zeros(count, bool)
        self._places = np.ones((3, 4, pairs), np.float32)
        self._since = _BETWEEN_FRAMES
        self._before = np.zeros((2, 4, pairs), np.float32)
        self._axes = np.zeros((2, 3, count), np.float32)
        self._applied = np.tile(_UNMOVED, (1, 1, count))
        self.moves: list[QTransform] = [QTransform()] * count
        self.stamps = [0] * count
        self._all = np.ones(count, bool)
        self.seen = self._all

    def changed(self, projection: Projection) -> list[int]:
        """The parts that must be drawn anew; they are taken as drawn from then on.

        `seen` tells which can lie in the picture at all.
        """
        if not self._drawn.any():
            return self._begin(projection)
        topology = self._topology
        part, first, main = topology.pair_part, topology.first_pair, topology.main_pair
        places = projection.spots[:2]
        axes = self._axes_of(projection)
        move = np.empty_like(self._applied)
        # Both are a rotation seen along one axis: two rows of it, as long as a metre in pixels.
        (self._axes[:, None] * axes).sum(axis=2, out=move[:2])
        move[:2] /= projection.view.scale**2
        middle, before = places[:, 0, main], self._places[:2, 0, main]
        np.subtract(middle, (before[:, None] * move[:2]).sum(axis=0), out=move[2])
        both = np.stack((move, self._applied)).take(part, axis=3)
        expected, applied = (both[:, :, :, None] * self._places[:, None]).sum(axis=1)
        ways = np.empty((3, *places.shape), np.float32)
        np.subtract(places, expected, out=ways[0])
        np.subtract(expected, applied, out=ways[1])
        np.subtract(places, self._before, out=ways[2])
        np.abs(ways, out=ways)
        farthest = ways.reshape(3, -1, len(part)).max(axis=1) * topology.pair_weight
        off, travel, moved = np.maximum.reduceat(farthest, first, axis=1)
        turned = np.abs(move - _UNMOVED)[:2].max(axis=(0, 1))
        allowed = np.minimum(_SEEN_PX + _SEEN_SHARE * travel, _SEEN_MOST_PX)
        if self._since < _BETWEEN_FRAMES:
            allowed = np.maximum(allowed, np.float32(_BETWEEN_PX))
        still = moved < _REST_PX
        allowed[still] = _EXACT_PX
        self._before = places
        off = np.maximum(off / allowed, turned / np.where(still, np.float32(0.002), _TURNED))
        # Drawing many at once is cheaper than a few in every frame: take those that will follow.
        seen = self.seen = self._seen(places, projection.view)
        anew = seen & (~self._drawn | ((off > _TOGETHER) & (off[seen].max(initial=0) > 1)))
        self._note(move, anew, (travel > np.minimum(STILL_PX, allowed)) & ~anew)
        if anew.any():
            np.copyto(self._places[:2], places, where=anew[part])
            np.copyto(self._axes, axes, where=anew)
        self._drawn[:] = seen
        self._since = 0 if anew.any() else self._since + 1
        found: list[int] = np.nonzero(anew)[0].tolist()
        return found

    def _begin(self, projection: Projection) -> list[int]:
        """All that is seen is drawn: there is nothing yet that could be moved."""
        places = projection.spots[:2]
        self._before, self._places[:2], self._axes = places, places, self._axes_of(projection)
        seen = self.seen = self._seen(places, projection.view)
        self._drawn[:] = seen
        self._since = 0
        self._applied[:] = _UNMOVED
        found: list[int] = np.nonzero(seen)[0].tolist()
        for part in found:
            self.moves[part] = QTransform()
            self.stamps[part] += 1
        return found

    def _axes_of(self, projection: Projection) -> Floats:
        """(2, 3, parts): how the bone that carries most of each part is turned in the picture."""
        turns = projection.bones[:, :3, :2].transpose(2, 1, 0)
        found: Floats = turns.take(self._topology.main_bone, axis=2)
        return found

    def _seen(self, places: Floats, view: FigureCamera) -> Flags:
        """Which parts can lie in the picture; a close-up leaves much of the body out."""
        left, top, right, bottom = view.frame
        least_x, least_y = places.min(axis=(1, 2)).tolist()
        most_x, most_y = places.max(axis=(1, 2)).tolist()
        if least_x > left and most_x < right and least_y > top and most_y < bottom:
            return self._all
        first = self._topology.first_pair
        low = np.minimum.reduceat(places.min(axis=1), first, axis=1) - _ROOM_PX
        high = np.maximum.reduceat(places.max(axis=1), first, axis=1) + _ROOM_PX
        across, down = (low[0] < right) & (high[0] > left), (low[1] < bottom) & (high[1] > top)
        found: Flags = across & down
        return found

    def _note(self, move: Floats, anew: Flags, moving: Flags) -> None:
        np.copyto(self._applied, move, where=moving)
        np.copyto(self._applied, _UNMOVED, where=anew)
        for part in np.nonzero(anew)[0].tolist():
            self.moves[part] = QTransform()
            self.stamps[part] += 1
        for part in np.nonzero(moving)[0].tolist():
            (a, b), (c, d), (x, y) = move[:, :, part].tolist()
            self.moves[part] = QTransform(a, b, c, d, x, y)
            self.stamps[part] += 1
