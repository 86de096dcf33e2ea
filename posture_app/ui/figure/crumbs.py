"""Far hands of which but crumbs are seen behind a limb: loose fingertips that belong to nobody.

They are not drawn. What is seen of a hand is counted in a small picture of it, over which all is
painted that lies before it.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from posture_app.ui.figure.drawing import Drawing

_FROM: Final = 200.0
"""Pixels for a metre from which they are more than a pixel or two."""
_CELL_M: Final = 0.004
_CRUMBS_M2: Final = 9e-4
"""So much of a hand, with the line around it, is crumbs."""
_JOINED: Final = 2
"""Unless so many of its cells lie beside the arm: that would end in a stump."""
_HAND, _ARM = 255, 128


def crumbs_of(drawing: Drawing, order: Sequence[int]) -> frozenset[int]:
    """The hands of which so little is seen that it is not worth being drawn.

    Args:
        drawing: What is seen of the parts.
        order: The parts from the farthest to the nearest.
    """
    if drawing.view.scale < _FROM:
        return frozenset()
    names = drawing.topology.mesh.parts
    drawn = [part for part in order if part in drawing.parts]
    hands = [part for part in drawn if names[part].endswith("_hand")]
    arms = [names.index(names[hand].replace("_hand", "_forearm")) for hand in hands]
    return frozenset(
        hand for hand, arm in zip(hands, arms, strict=True) if _is_crumbs(drawing, drawn, hand, arm)
    )


def _is_crumbs(drawing: Drawing, drawn: Sequence[int], hand: int, arm: int) -> bool:
    """Whether crumbs are seen of a hand, which nothing that is seen of its arm goes on as."""
    box, at = drawing.box(hand), drawn.index(hand)
    over = [part for part in drawn[at + 1 :] if drawing.box(part).intersects(box)]
    if not over:
        return False
    cell = _CELL_M * drawing.view.scale
    wide, high = int(box.width() / cell) + 1, int(box.height() / cell) + 1
    image = QImage(wide, high, QImage.Format.Format_Grayscale8)
    image.fill(0)
    to_cells = QTransform.fromTranslate(-box.x(), -box.y())
    to_cells *= QTransform.fromScale(1 / cell, 1 / cell)
    painter = QPainter(image)
    for part in [*([arm] if arm in drawn[:at] else []), hand, *over]:
        number = {hand: _HAND, arm: _ARM}.get(part, 0)
        painter.setTransform(drawing.part_moves.moves[part] * to_cells)
        painter.fillPath(drawing.parts[part].contour, QColor(number, number, number))
    painter.end()
    cells = np.frombuffer(image.constBits(), np.uint8).reshape(high, -1)[:, :wide]
    is_hand, is_arm = cells == _HAND, cells == _ARM
    if int(is_hand.sum()) * _CELL_M**2 > _CRUMBS_M2:
        return False
    joined = (is_hand[1:] & is_arm[:-1]).sum() + (is_hand[:-1] & is_arm[1:]).sum()
    joined += (is_hand[:, 1:] & is_arm[:, :-1]).sum() + (is_hand[:, :-1] & is_arm[:, 1:]).sum()
    return bool(joined <= _JOINED)
