"""What a page shows at first, while exercises and log are opened: a figure and a sentence.

Painted at once, from nothing that takes long to load, and where `waiting.py` puts the same a moment
later, with a button: nothing moves then.
"""

from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.outline import STACK_BELOW_PX, paint_outline, picture_side
from posture_app.ui.widgets.page_width import page_side
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import N_, _

TITLE: Final = N_("One moment")
SENTENCE: Final = N_("Your exercises and your log are being opened.")

_BUTTON_PX: Final = 40
_LINE: Final = 1.2
"""The height of a line of the program's own font, of the size of its letters, ..."""
_LETTER: Final = 0.46
"""... and the width of a letter in the middle, as nothing is measured before it is painted."""
_FLAGS: Final = Qt.TextFlag.TextWordWrap.value


def paint_opening(painter: QPainter, theme: Theme, size: QSize, *, words: bool) -> None:
    """Draw the card of a state on a page of a size, with the room of its button left free.

    Without the words it takes a fifth of the time, as their letters need not be made.
    """
    pad, gap, side = tokens.SPACE_XL, tokens.SPACE_S, picture_side(theme)
    left = page_side(theme, size.width())
    is_narrow = left < tokens.SPACE_3XL or size.height() < theme.px(620)
    top = tokens.SPACE_XL if is_narrow else tokens.SPACE_3XL - 8
    width = size.width() - 2 * left
    is_stacked = width < theme.px(STACK_BELOW_PX)
    room = width - 2 * pad - (0 if is_stacked else side + tokens.SPACE_XL)
    roles: tuple[Role, ...] = ("title", "body")
    sizes = [theme.px(tokens.TYPE[role].size_px) for role in roles]
    texts = [_(TITLE), _(SENTENCE)]
    heights = [
        ceil(_LINE * size_px) * ceil(_LETTER * size_px * len(text) / room)
        for size_px, text in zip(sizes, texts, strict=True)
    ]
    below = sum(heights) + 3 * gap + theme.px(_BUTTON_PX)
    inner = side + tokens.SPACE_XL + below if is_stacked else max(side, below)
    card = QRectF(left, top, width, inner + 2 * pad)
    rounded(painter, card, tokens.RADIUS_L, theme.colour("surface"), theme.colour("line"))
    picture = QRectF(left + pad, top + pad, side, side)
    if is_stacked:
        x, y = left + pad, top + pad + side + tokens.SPACE_XL
    else:
        picture.moveTop(top + pad + (inner - side) / 2)
        x, y = left + pad + side + tokens.SPACE_XL, top + pad + (inner - below + 1) // 2
    paint_outline(painter, theme, picture)
    if not words:
        return
    for role, text, height, tone in zip(roles, texts, heights, ("ink", "muted"), strict=True):
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(tone))
        painter.drawText(QRectF(x, y, room, height), _FLAGS, text)
        y += height + gap
