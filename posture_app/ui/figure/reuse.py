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

STILL_PX: Final = 0.2
"""What has moved by less stays where it is."""
_SLOW_PX: Final = 0.6
_SEEN_PX: Final = 0.25
"""A part is drawn anew when one of its places is off by more than this."""
_SEEN_SHARE: Final = 0.3
"""And by more than this share of its way since the frame before: what moves looks less sharp."""
_SEEN_MOST_PX: Final = 1.1
_BETWEEN_PX: Final = 1.2
"""In the frames after one in which something was drawn anew: a part's shape changes slowly."""
_BETWEEN_FRAMES: Final = 2
_EXACT_PX: Final = 0.02
"""But what stands still altogether is drawn as it is."""
_ROOM_PX: Final = 12.0
_TURNED: Final = 0.06
"""And when it has turned by more than this in radians, as light falls on it otherwise then."""
_TOGETHER: Final = 0.6
_UNMOVED: Final = np.array(((1, 0), (0, 1), (0, 0)), np.float32)


def _moving(travel: Floats, still: Floats) -> Flags:
    """Which parts have moved so far that it is seen.

    What moves with the breath moves slowly and all together: where one part has, the others go
    along, so that they rest together until then.
    """
    moving = travel > still
    slow = travel < _SLOW_PX
    if (moving & slow).any():
        moving |= slow & (travel > still * np.float32(0.3))
    found: Flags = moving
    return found


class Reuse:
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
        self._places = np.ones((pairs, 4, 3), np.float32)
        self._since = _BETWEEN_FRAMES
        self._before = np.zeros((pairs, 4, 2), np.float32)
        self._axes = np.zeros((count, 3, 2), np.float32)
        self._applied = np.tile(_UNMOVED, (count, 1, 1))
        self.moves: list[QTransform] = [QTransform()] * count
        self.stamps = [0] * count
        self.seen = np.ones(count, bool)

    def changed(self, projection: Projection) -> list[int]:
        """The parts that must be drawn anew; they are taken as drawn from then on.

        `seen` tells which can lie in the picture at all.
        """
        topology = self._topology
        part, first = topology.pair_part, topology.first_pair
        bones = np.ascontiguousarray(projection.bones[:, :, :2])
        places = topology.spread @ bones[topology.pair_bone]
        axes = bones[topology.main_bone, :3]
        move = np.empty_like(self._applied)
        # Both are a rotation seen along one axis: two rows of it, as long as a metre in pixels.
        np.matmul(self._axes.transpose(0, 2, 1), axes, out=move[:, :2])
        move[:, :2] /= np.float32(projection.view.scale**2)
        main = topology.main_pair
        middle, before = places[main, 0], self._places[main, 0, :2]
        move[:, 2] = middle - (before[:, None] @ move[:, :2])[:, 0]
        both = self._places @ np.concatenate((move, self._applied), axis=2)[part]
        expected, applied = both[:, :, :2], both[:, :, 2:]
        ways = np.empty((3, *places.shape), np.float32)
        np.subtract(places, expected, out=ways[0])
        np.subtract(expected, applied, out=ways[1])
        np.subtract(places, self._before, out=ways[2])
        np.abs(ways, out=ways)
        # Half against half: numpy is slow at many short rows.
        wide = np.maximum(ways[:, :, :2], ways[:, :, 2:]).max(axis=3)
        farthest = np.maximum(wide[:, :, 0], wide[:, :, 1]) * topology.pair_weight
        off, travel, moved = np.maximum.reduceat(farthest, first, axis=1)
        turned = np.abs(move - _UNMOVED)[:, :2].reshape(len(move), -1).max(axis=1)
        allowed = np.minimum(_SEEN_PX + _SEEN_SHARE * travel, _SEEN_MOST_PX)
        if self._since < _BETWEEN_FRAMES:
            allowed = np.maximum(allowed, np.float32(_BETWEEN_PX))
        still = moved < _EXACT_PX
        allowed[still] = _EXACT_PX
        self._before = places
        off = np.maximum(off / allowed, turned / np.where(still, np.float32(0.002), _TURNED))
        # Drawing many at once is cheaper than a few in every frame: take those that will follow.
        seen = self.seen = self._seen(places, projection.view)
        anew = seen & (~self._drawn | ((off > _TOGETHER) & (off[seen].max(initial=0) > 1)))
        self._note(move, anew, _moving(travel, np.minimum(STILL_PX, allowed)) & ~anew)
        drawn = anew[part]
        self._places[drawn, :, :2] = places[drawn]
        self._axes[anew] = axes[anew]
        self._drawn[:] = seen
        self._since = 0 if anew.any() else self._since + 1
        found: list[int] = np.nonzero(anew)[0].tolist()
        return found

    def _seen(self, places: Floats, view: FigureCamera) -> Flags:
        """Which parts can lie in the picture; a close-up leaves much of the body out."""
        x, y = places[:, :, 0], places[:, :, 1]
        left, top, right, bottom = view.frame
        if x.min() > left and x.max() < right and y.min() > top and y.max() < bottom:
            return np.ones(len(self.seen), bool)
        first = self._topology.first_pair
        low = np.minimum.reduceat(places.min(axis=1), first) - _ROOM_PX
        high = np.maximum.reduceat(places.max(axis=1), first) + _ROOM_PX
        edges = np.array((left, top), np.float32), np.array((right, bottom), np.float32)
        found: Flags = np.all((low < edges[1]) & (high > edges[0]), axis=1)
        return found

    def _note(self, move: Floats, anew: Flags, moving: Flags) -> None:
        self._applied[moving] = move[moving]
        self._applied[anew] = _UNMOVED
        for part in np.nonzero(anew)[0].tolist():
            self.moves[part] = QTransform()
            self.stamps[part] += 1
        for part in np.nonzero(moving)[0].tolist():
            (a, b), (c, d), (x, y) = move[part].tolist()
            self.moves[part] = QTransform(a, b, c, d, x, y)
            self.stamps[part] += 1
