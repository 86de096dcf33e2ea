"""A notice: apart from the pages' other snapshots, as a program without a page gives them, too."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the person should know. With `action` a button that does something about it."""

    key: str
    text: str
    mood: Literal["plain", "caution"] = "plain"
    action: str = ""
    dismissable: bool = True
