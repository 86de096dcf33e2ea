"""The pages of the main window, by the keys that the program and its kept state know them by.

A workspace is a set of pages: one's own, or that for a practice and its patients. A therapist's own
diary never mixes with what is about patients.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from posture_app.words.page_parts import MovePart

PageKey = Literal[
    "today", "move", "body", "breaks", "progress", "patients", "plans", "library", "settings"
]
Workspace = Literal["own", "practice"]

PAGES: Final[Mapping[Workspace, tuple[PageKey, ...]]] = {
    "own": ("today", "move", "body", "breaks", "progress", "settings"),
    "practice": ("patients", "plans", "library", "settings"),
}
"""The pages of each workspace, in the order of the side bar."""
FIRST_PAGE: Final[PageKey] = "today"
FORMER_PAGES: Final[Mapping[str, tuple[PageKey, "MovePart | None"]]] = {
    "exercises": ("move", "exercises"),
    "routines": ("move", "routines"),
    "body-map": ("body", None),
    "log": ("progress", None),
}
"""Where what earlier versions have kept as the open page is now, and which part of that page."""


def workspace_of(key: PageKey, now: Workspace) -> Workspace:
    """The workspace in which a page is shown: the one there is now where it has the page."""
    if key in PAGES[now]:
        return now
    return next(workspace for workspace, keys in PAGES.items() if key in keys)


def kept_page(name: str) -> "tuple[PageKey, MovePart | None]":
    """The page that was kept as the open one, and which part of it; the first where it is none."""
    known = next((key for keys in PAGES.values() for key in keys if key == name), FIRST_PAGE)
    return FORMER_PAGES.get(name, (known, None))
