"""A notice: apart from the pages' other snapshots, as a program without a page gives them, too."""

from typing import Literal

from posture_app.dataclass import dataclass
from posture_app.errors import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the person should know. With `action` a button that does something about it.

    Its texts are said when they are shown, as it may stand while another language is chosen. One
    with `short`, its action in words that stand alone, is not hidden among several.
    """

    key: str
    text: Message | str
    mood: Literal["plain", "caution"] = "plain"
    action: Message | str = ""
    short: Message | str = ""
    dismissable: bool = True
