"""The pages of the main window, by the keys that the program and its kept state know them by."""

from typing import Final, Literal

PageKey = Literal["today", "move", "body", "breaks", "progress", "settings"]
FIRST_PAGE: Final[PageKey] = "today"
