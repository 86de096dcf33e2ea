"""Where the content of every page begins and how wide it gets.

Apart from the layouts, as the window's first picture needs it before they are imported.
"""

from typing import Final

from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme

PAGE_PX: Final = 1120
"""The widest that a page's content gets; beyond that the air at its sides grows."""
READING_PX: Final = 880
"""The width of pages to be read from top to bottom, from the same left edge."""


def least_side(theme: Theme, width: int) -> int:
    """The left edge of what fills all its width, as the builder does."""
    return tokens.SPACE_L + 4 if width < theme.px(640) else tokens.SPACE_3XL


def page_side(theme: Theme, width: int) -> int:
    """The left edge of a page's content at a width of the page, the same for all pages."""
    return max(least_side(theme, width), (width - theme.px(PAGE_PX)) // 2)
