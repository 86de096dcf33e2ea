"""The room of a page of exercises: how it is shared, and how wide the pictures may be."""

from collections.abc import Sequence
from typing import Final

from posture_app.handout.plan_blocks import Block
from posture_app.handout.strips import Strip

WIDER: Final = (1.12, 1.25, 1.4, 1.55, 1.7)
"""How many times as wide the pictures may be where the text beside them leaves room for it."""
_WORTH_IT: Final = 1.03


def shares(parts: Sequence[Strip | Block], room: float) -> list[float]:
    """How much higher each exercise of a page becomes: the same, but for those that need no more.

    Args:
        parts: What stands on the page.
        room: Its height.
    """
    spares = [one.spare for one in parts if isinstance(one, Block)]
    left, found = room - sum(one.height for one in parts), [0.0] * len(spares)
    for number, at in enumerate(sorted(range(len(spares)), key=spares.__getitem__)):
        found[at] = max(0.0, min(spares[at], left / (len(spares) - number)))
        left -= found[at]
    return found


def _scales(parts: Sequence[Strip | Block], room: float) -> list[float]:
    blocks = [one for one in parts if isinstance(one, Block)]
    return [one.scale(more) for one, more in zip(blocks, shares(parts, room), strict=True)]


def _wider(part: Strip | Block, times: float) -> Strip | Block:
    return part.wider(times) if isinstance(part, Block) and part.wider is not None else part


def with_widest_pictures(parts: Sequence[Strip | Block], room: float) -> Sequence[Strip | Block]:
    """The same with pictures that are as wide on the whole page as shows the bodies largest.

    Args:
        parts: What stands on the page.
        room: Its height.
    """
    best, largest = parts, _scales(parts, room)
    for times in WIDER:
        wide = [_wider(one, times) for one in parts]
        if sum(one.height for one in wide) > room:
            break
        found = _scales(wide, room)
        gain = sum(new / old for new, old in zip(found, largest, strict=True))
        if gain > len(found) * _WORTH_IT:
            best, largest = wide, found
    return best
