"""The pages of the main window, by the keys that the program and its kept state know them by.

A workspace is a set of pages: one's own, or that for a practice and its patients. A therapist's own
diary never mixes with what is about patients.
"""

from collections.abc import Mapping
from typing import Final, Literal

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


def workspace_of(key: PageKey, now: Workspace) -> Workspace:
    """The workspace in which a page is shown: the one there is now where it has the page."""
    if key in PAGES[now]:
        return now
    return next(workspace for workspace, keys in PAGES.items() if key in keys)
