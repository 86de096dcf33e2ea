"""The ends of silhouettes and hems: folds beside a joint, and lines that meet.

From a joint a silhouette may go into a fold before it turns back, as at a knee: a line along that
would be a tick where the limb goes on.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.indices import lasts_of
from posture_app.ui.figure.topology import Flags, Floats, Indices

_BACK, _TORN_BACK = -0.6, -0.3
"""The cosine of a turn by which a silhouette comes back out of a fold, and beside a torn piece."""
_STRAIGHT: Final = 0.5
"""The cosine of the turn up to which it goes straight on from a joint."""
_BEYOND_END: Final = 0.7
"""A line around the body goes on beyond an end by this share of its width."""


def begun_at_seams(
    half: Indices, kind: NDArray[np.uint8], silhouette: Flags, starts: Indices
) -> None:
    """Let closed loops begin at a seam again of which the first edge has become a silhouette.

    A fold on both sides of a loop's beginning would be two, and not known to end at a hem.

    Args:
        half: The half-edges of the loops, which are turned in place.
        kind: The same of what kind they are.
        silhouette: Which of them belong to the silhouette.
        starts: Where each loop begins.
    """
    if not silhouette[starts].any():
        return
    ends = np.append(starts[1:], len(half))
    whole = np.logical_and.reduceat(silhouette, starts)
    for loop in np.nonzero(silhouette[starts] & ~whole)[0].tolist():
        own = slice(starts[loop], ends[loop])
        turn = -int(silhouette[own].argmin())
        half[own], kind[own] = np.roll(half[own], turn), np.roll(kind[own], turn)


def spurs(
    across: Floats,
    down: Floats,
    after: Indices,
    silhouette: Flags,
    joint: Flags,
    torn: Flags,
    most_px: float,
) -> Flags:
    """Which edges of closed loops lie between a joint and the turn of a spur.

    Args:
        across: How far each edge goes to the right.
        down: The same, down.
        after: The next edge of each.
        silhouette: Which of them belong to the silhouette. That of a loop begins after its first
            edge if there is a joint in it.
        joint: Which of them belong to a joint, or to the hairline at the nape, which is one.
        torn: Which of the silhouettes of cloth lie beside a piece that is left out, though it
            faces the camera.
        most_px: How long a spur is at most.
    """
    found = np.zeros(len(across), bool)
    along = across[after] * across + down[after] * down
    [turns] = np.nonzero((along < 0) & silhouette & silhouette[after])
    if not len(turns):
        return found
    length = np.sqrt(across * across + down * down)
    most = np.where(torn[turns] | torn[after[turns]], np.float32(_TORN_BACK), np.float32(_BACK))
    turns = turns[along[turns] < most * length[turns] * length[after[turns]]]
    if not len(turns):
        return found
    passed = np.cumsum(length, dtype=np.float64)
    others = np.cumsum(~silhouette)
    # What goes straight on from a joint is the outline of something, unless it is but torn off.
    aside = along < _STRAIGHT * length * length[after]
    [last] = np.nonzero(joint & silhouette[after] & (aside | torn[after]))
    first = after[last]
    turn = turns[np.minimum(np.searchsorted(turns, first), len(turns) - 1)]
    is_spur = (turn >= first) & (others[turn] == others[first])
    # What is but torn off, and goes aside, is one however long it is.
    is_short = passed[turn] - passed[first] + length[first] < most_px
    is_spur &= is_short | (torn[first] & aside[last] & (turn == first))
    for begin, end in zip(first[is_spur].tolist(), turn[is_spur].tolist(), strict=True):
        found[begin : end + 1] = True
    [end_of] = np.nonzero(silhouette & joint[after] & (aside | torn))
    turn = turns[np.maximum(np.searchsorted(turns, end_of) - 1, 0)]
    is_spur = (turn < end_of) & (others[turn] == others[end_of])
    is_short = passed[end_of] - passed[turn] < most_px
    is_spur &= is_short | (torn[end_of] & aside[end_of] & (turn == end_of - 1))
    for begin, end in zip(turn[is_spur].tolist(), end_of[is_spur].tolist(), strict=True):
        found[begin + 1 : end + 1] = True
    return found


def turned_to_silhouette(
    x: Floats, y: Floats, after: Indices, silhouette: Flags, out_x: Floats, out_y: Floats
) -> Flags:
    """Let the ends of silhouettes point straight out of them.

    Two parts that meet at a joint have that corner in common. Both push it out alike then, and a
    little on, and the line around the body runs on without a notch, also where it turns.

    Returns:
        Where the ends are.
    """
    beyond = silhouette[after]
    [first] = np.nonzero(beyond & ~silhouette)
    [last] = np.nonzero(silhouette & ~beyond)
    begin, end = after[first], after[last]
    for corner, other, sign in ((begin, after[begin], 1), (end, last, -1)):
        dx, dy = sign * (x[other] - x[corner]), sign * (y[other] - y[corner])
        length = np.sqrt(dx * dx + dy * dy) + np.float32(1e-4)
        on = -sign * _BEYOND_END
        out_x[corner], out_y[corner] = (on * dx - dy) / length, (on * dy + dx) / length
    ends = np.zeros(len(x), bool)
    ends[begin] = ends[end] = True
    return ends


def turned_to_hem(
    x: Floats, y: Floats, after: Indices, hem: Flags, joint: Flags, out_x: Floats, out_y: Floats
) -> Indices:
    """Let the ends of hems at a joint point straight out of them, where the hem goes on beyond.

    Both parts that meet there keep its line free alike then, up to the corner that they share.

    Returns:
        Where a joint begins at the end of a hem.
    """
    [last] = np.nonzero(hem & joint[after])
    [before] = np.nonzero(joint & hem[after])
    end, begin = after[last], after[before]
    for corner, first, second in ((end, last, end), (begin, begin, after[begin])):
        dx, dy = x[second] - x[first], y[second] - y[first]
        length = np.sqrt(dx * dx + dy * dy) + np.float32(1e-4)
        out_x[corner], out_y[corner] = -dy / length, dx / length
    return end


def line_shares(steps: Floats, seam: Flags, starts: Indices, taper: float) -> Floats:
    """How wide the inner line is: it grows with the way from the nearest of some seams, from 0."""
    step = steps.astype(np.float64)
    place = np.cumsum(step) - step
    apart = np.zeros(len(step))
    apart[starts] = 10 * taper
    # Loops lie far apart on one scale, so that a seam of one is not near another.
    place += np.cumsum(apart)
    passed = np.maximum.accumulate(np.where(seam, place + step, -np.inf))
    ahead = np.where(seam, place, np.inf)
    lasts = lasts_of(starts, len(step))
    closing = np.where(seam[starts], place[lasts] + step[lasts], np.inf)
    ahead[lasts] = np.minimum(ahead[lasts], closing)
    coming = np.minimum.accumulate(ahead[::-1])[::-1]
    way = np.minimum(place - passed, coming - place)
    # Not by clip, whose ways around them take longer than both.
    line = np.minimum(np.maximum(way / taper, 0.0), 1.0)
    line[seam] = 0.0
    found: Floats = line.astype(np.float32)
    return found
