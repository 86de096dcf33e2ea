"""What is tried on each desktop: type while a notice and a card come, then a break by keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.desktops.sessions import Child, Session

WORDS = "thequickbrownfox"


@dataclass
class Seen:
    """What was seen on one desktop.

    Attributes:
        typed: For each surface, how many letters arrived where the person was typing.
        corner: Whether each card stood in the lower right corner of a screen.
        by_message: What was told by a message, as a card would have had the keyboard.
        covered: Whether each screen was covered by one window.
        keyboard_leads: Whether the window with the buttons had the keyboard.
        tab: The button that Tab led to first.
        enter: What Enter on it asked for.
        escape: What holding Esc asked for.
        answered: What a button of a message asked for, where the desktop has buttons to press.
        sensors: Who answers each question, and what, after some seconds without input.
        tray: Whether there is a panel for the icon.
    """

    platform: str = ""
    typed: dict[str, int] = field(default_factory=dict)
    corner: dict[str, bool] = field(default_factory=dict)
    by_message: list[str] = field(default_factory=list)
    covered: bool = False
    keyboard_leads: bool = False
    tab: str = ""
    enter: list[str] = field(default_factory=list)
    escape: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    sensors: dict[str, Any] = field(default_factory=dict)
    tray: bool = False


def play(desktop: Session, **environment: str) -> Seen:
    """Play all of it."""
    seen = Seen()
    typing = desktop.program("tests.desktops.typing_window", **desktop.native)
    breaks = desktop.program("tests.desktops.break_program", **environment)
    seen.platform = str(breaks.ask()["platform"])
    for what in ("notice", "card"):
        _type_through(desktop, typing, breaks, what, seen)
    _use_break(desktop, breaks, seen)
    return seen


def look_around(desktop: Session, **environment: str) -> Seen:
    """A message with its buttons, the sensors and the panel; it takes ten seconds more."""
    seen = play(desktop, **environment)
    breaks = desktop.program("tests.desktops.break_program", **environment)
    breaks.ask("sense")
    breaks.ask("show message")
    breaks.ask("pass 3")
    desktop.answer_message()
    seen.answered = breaks.ask()["told"]
    for _ in range(12):
        state = breaks.ask()
    seen.sensors, seen.tray = state["sensors"], state["tray"]
    return seen


def _type_through(desktop: Session, typing: Child, breaks: Child, what: str, seen: Seen) -> None:
    before = len(_text(typing))
    half = len(WORDS) // 2
    desktop.type(WORDS[:half])
    state = breaks.ask(f"show {what}")
    desktop.type(WORDS[half:])
    state = breaks.ask()
    seen.typed[what] = len(_text(typing)) - before
    seen.corner[what] = any(_in_corner(card, state) for card in state["shown"])
    seen.by_message += state["messages"]
    breaks.ask("close")


def _use_break(desktop: Session, breaks: Child, seen: Seen) -> None:
    breaks.ask("show strict")
    state = breaks.ask("pass 3")
    seen.covered = sorted(state["shown"]) == sorted(state["screens"])
    seen.keyboard_leads = state["active"] == state["leads"] and any(state["leads"])
    desktop.tap("Tab")
    seen.tab = str(breaks.ask()["focus"])
    desktop.tap("Return")
    seen.enter = breaks.ask()["told"]
    breaks.ask("show strict")
    breaks.ask("pass 3")
    with desktop.held("Escape"):
        breaks.ask("pass 0.1")
        breaks.ask("pass 2")
    seen.escape = breaks.ask()["told"][len(seen.enter) :]


def _text(typing: Child) -> str:
    typing.ask()
    return str(typing.ask()["text"])


def _in_corner(card: list[int], state: Mapping[str, Any]) -> bool:
    left, top, width, height = card
    return any(
        right > left + width > right - 100 and bottom > top + height > bottom - 120
        for right, bottom in ((s[0] + s[2], s[1] + s[3]) for s in state["screens"])
    )
