"""What is tried on each desktop: type while a notice and a card come, then a break by keyboard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, QRect

from tests.desktops.pictures import changed, icon_in, is_of_break
from tests.desktops.sessions import Child, Session

_LEAST_MENU_PX: Final = 100
_MENU_WITHIN_PX: Final = 420
"""A menu is no further from its icon; elsewhere the pointer may be in the picture."""
_ROUNDED_PX: Final = 8
"""A window may be wider than its screen by less, as XWayland rounds the screen's width down."""
_PANEL_PX: Final = 8
"""Of the panel, beside an icon in it."""
_MOST_ASKS: Final = 40
"""How often it is looked whether something is so, twice a second; a busy computer needs long."""
_SETTLED_ASKS: Final = 4
"""So often it is looked after monitors have changed, though all may seem to be so at once."""
SCALE: Final = 1.5
WORDS: Final = "thequickbrownfox"


@dataclass
class Seen:
    """What was seen on one desktop.

    Attributes:
        typed: For each surface, how many letters arrived where the person was typing.
        corner: Whether each card stood in the lower right corner of a screen.
        by_message: What was told by a message, as a card would have had the keyboard.
        covered: Whether each screen was covered by one window.
        seen: Whether pictures showed the break from edge to edge of all screens, in each that was
            taken.
        keyboard_leads: Whether the window with the buttons had the keyboard.
        tab: The button that Tab led to first.
        enter: What Enter on it asked for.
        space: What Space on it asked for.
        escape: What holding Esc asked for.
        two_monitors: Whether the desktop has two.
        follows_pointer: Whether the buttons were on the monitor with the pointer.
        monitors: Which changes of the monitors during a break left all covered and the keyboard
            with the buttons, and what holding Esc asked for then; empty where they stay.
        answered: What a button of a message asked for, where the desktop has buttons to press.
        panel: What was seen of the icon in the desktop's panel.
        quiet: What was told of do not disturb before it was turned on, then, and afterwards.
        idle: Seconds without input as they were told, before a key was pressed and after.
        scaled: Whether all was covered at a fractional scale, and at which scale we drew.
        sensors: Who answers each question, and what, after some seconds without input.
        tray: Whether there is a panel for the icon.
    """

    platform: str = ""
    typed: dict[str, int] = field(default_factory=dict)
    corner: dict[str, bool] = field(default_factory=dict)
    by_message: list[str] = field(default_factory=list)
    covered: bool = False
    seen: bool = False
    keyboard_leads: bool = False
    tab: str = ""
    enter: list[str] = field(default_factory=list)
    space: list[str] = field(default_factory=list)
    escape: list[str] = field(default_factory=list)
    two_monitors: bool = False
    follows_pointer: bool = False
    monitors: list[str] = field(default_factory=list)
    panel: list[str] = field(default_factory=list)
    quiet: list[object] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)
    scaled: str = ""
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
    """A message with its buttons, the sensors and the panel; it takes half a minute more."""
    seen = play(desktop, **environment)
    breaks = desktop.program("tests.desktops.break_program", **environment)
    seen.tray = breaks.ask()["tray"]
    if desktop.has_panel:
        seen.panel = _use_panel(desktop, breaks)
    breaks.ask("sense")
    desktop.look_before_message()
    breaks.ask("show message")
    breaks.ask("pass 3")
    before = len(breaks.ask()["told"])
    desktop.answer_message()
    seen.answered = breaks.ask()["told"][before:]
    for _ in range(12):
        state = breaks.ask()
    seen.sensors = state["sensors"]
    _come_back(desktop, breaks, seen)
    _be_quiet(desktop, breaks, seen)
    if desktop.set_scale(SCALE):
        breaks = desktop.program("tests.desktops.break_program", **environment)
        covered, _ = _open_break(breaks)
        ratios = " and ".join(f"{ratio:g}" for ratio in {*breaks.ask()["ratio"]})
        seen.scaled = f"{'covered' if covered else 'not covered'}, drawn at {ratios}"
    return seen


def _use_panel(desktop: Session, breaks: Child) -> list[str]:
    """The icon, its menu, a label that follows the time, an entry and a click on the icon."""
    desktop.move_pointer(400, 300)
    breaks.ask("panel 1200")
    for _ in range(6):
        breaks.ask()
        if (icon := icon_in(desktop.picture())) is not None:
            break
    else:
        return []
    seen = ["icon"]
    bare = desktop.picture()
    desktop.move_pointer(icon.center().x(), icon.center().y())
    desktop.click(right=True)
    breaks.ask()
    breaks.ask()
    open_menu = desktop.picture()
    near = QRect(icon.left() - _MENU_WITHIN_PX, 0, 2 * _MENU_WITHIN_PX, bare.height())
    area = changed(bare.copy(near), open_menu.copy(near)).translated(near.topLeft())
    menu = _beside_panel(area, icon)
    if menu.width() < _LEAST_MENU_PX or menu.height() < _LEAST_MENU_PX:
        return seen
    seen.append("menu")
    breaks.ask("panel 60")
    breaks.ask()
    if changed(open_menu, desktop.picture()).intersects(
        menu.adjusted(0, 0, 0, -menu.height() // 2)
    ):
        seen.append("label")
    # The third entry of nine.
    desktop.move_pointer(menu.left() + _LEAST_MENU_PX, menu.top() + round(menu.height() * 0.33))
    breaks.ask()
    desktop.click()
    seen += ["entry"] if breaks.ask()["told"] else []
    desktop.move_pointer(icon.center().x(), icon.center().y())
    breaks.ask()
    desktop.click()
    seen += ["click"] if "open" in breaks.ask()["told"] else []
    return seen


def _beside_panel(area: QRect, icon: QRect) -> QRect:
    """What of an area is not in the panel that has the icon."""
    panel = icon.adjusted(0, -_PANEL_PX, 0, _PANEL_PX)
    if area.top() < panel.top():
        return QRect(area.topLeft(), QPoint(area.right(), min(area.bottom(), panel.top())))
    return QRect(QPoint(area.left(), panel.bottom()), area.bottomRight())


def _come_back(desktop: Session, breaks: Child, seen: Seen) -> None:
    if "IDLE" not in seen.sensors:
        return
    desktop.tap("n")
    breaks.ask()
    breaks.ask()
    seen.idle = [seen.sensors["IDLE"][1], breaks.ask()["sensors"]["IDLE"][1]]


def _be_quiet(desktop: Session, breaks: Child, seen: Seen) -> None:
    if "DND" not in seen.sensors:
        return
    seen.quiet.append(seen.sensors["DND"][1])
    for on in (True, False):
        if not desktop.set_quiet(on=on):
            return
        breaks.ask()
        breaks.ask()
        seen.quiet.append(breaks.ask()["sensors"]["DND"][1])


def _type_through(desktop: Session, typing: Child, breaks: Child, what: str, seen: Seen) -> None:
    before = len(_text(typing))
    half = len(WORDS) // 2
    desktop.type(WORDS[:half])
    state = breaks.ask(f"show {what}")
    desktop.type(WORDS[half:])
    state = breaks.ask()
    seen.typed[what] = len(_text(typing, before + len(WORDS))) - before
    seen.corner[what] = any(_in_corner(card, state) for card in state["shown"])
    seen.by_message += state["messages"]
    breaks.ask("close")


def _use_break(desktop: Session, breaks: Child, seen: Seen) -> None:
    desktop.move_pointer(400, 300)  # not at an edge, where it would be seen in the pictures
    seen.covered, seen.keyboard_leads = _open_break(breaks)
    seen.seen = _is_seen(desktop, breaks)
    before = breaks.ask()["focus"]
    desktop.tap("Tab")
    seen.tab = str(_asked_until(breaks, lambda state: state["focus"] != before)["focus"])
    desktop.tap("Return")
    seen.enter = _told_since(breaks, 0)
    seen.space = _press_first_button(desktop, breaks)
    seen.escape = _hold_escape(desktop, breaks)
    seen.two_monitors = len(breaks.ask("close")["screens"]) > 1
    if seen.two_monitors:
        seen.follows_pointer = all(_follows_pointer(desktop, breaks, place) for place in (1, 0))
    _change_monitors(desktop, breaks, seen)


def _open_break(breaks: Child) -> tuple[bool, bool]:
    """Whether each screen is covered, and whether the window with the buttons has the keyboard."""
    breaks.ask("show strict")
    breaks.ask("pass 3")
    state = _asked_until(breaks, lambda state: _is_covered(state) and _leads(state))
    return _is_covered(state), _leads(state)


def _asked_until(
    child: Child, is_so: Callable[[Mapping[str, Any]], bool], words: str = "tell"
) -> dict[str, Any]:
    """What a program says of itself when something is so, or has not been for long."""
    for _ in range(_MOST_ASKS):
        state = child.ask(words)
        if is_so(state):
            break
    return state


def _told_since(breaks: Child, before: int, words: str = "tell") -> list[str]:
    """What was asked for since so much was, when something is."""
    state = _asked_until(breaks, lambda state: len(state["told"]) > before, words)
    return list(state["told"][before:])


def _is_covered(state: Mapping[str, Any]) -> bool:
    pairs = zip(sorted(state["shown"]), sorted(state["screens"]), strict=False)
    fill = all(_fills(window, screen) for window, screen in pairs)
    return fill and len(state["shown"]) == len(state["screens"])


def _is_seen(desktop: Session, breaks: Child) -> bool:
    """Whether the break lies over all else. A few pictures, as some desktops fade windows in."""
    for _ in range(_MOST_ASKS):
        screens = breaks.ask()["screens"]
        picture = desktop.picture()
        if all(is_of_break(picture, QRect(*screen)) for screen in screens):
            return True
    return False


def _fills(window: list[int], screen: list[int]) -> bool:
    more = [one - other for one, other in zip(window, screen, strict=True)]
    return more[:2] == [0, 0] and all(0 <= px < _ROUNDED_PX for px in more[2:])


def _leads(state: Mapping[str, Any]) -> bool:
    return state["active"] == state["leads"] and any(state["leads"])


def _press_first_button(desktop: Session, breaks: Child) -> list[str]:
    before = len(breaks.ask()["told"])
    _open_break(breaks)
    desktop.tap("Tab")
    desktop.tap("space")
    return _told_since(breaks, before)


def _hold_escape(desktop: Session, breaks: Child, *, opened: bool = False) -> list[str]:
    before = len(breaks.ask()["told"])
    if not opened:
        _open_break(breaks)
    with desktop.held("Escape"):
        breaks.ask("pass 0.1")
        # Of a key that a busy computer brings late, the time is that since it came.
        _told_since(breaks, before, "pass 2")
    return list(breaks.ask()["told"][before:])


def _follows_pointer(desktop: Session, breaks: Child, place: int) -> bool:
    breaks.ask("close")
    screens = sorted(breaks.ask()["screens"])
    left, top, width, height = screens[place]
    desktop.move_pointer(left + width // 3, top + height // 3)
    _open_break(breaks)
    # Some desktops tell a program nothing of a pointer that rests.
    desktop.move_pointer(left + width // 3 + 1, top + height // 3)

    def is_led(state: Mapping[str, Any]) -> bool:
        areas = zip(state["shown"], state["leads"], strict=True)
        leading = [area for area, leads in areas if leads]
        led = len(leading) == 1 and _fills(leading[0], screens[place])
        return led and _is_covered(state) and _leads(state)

    breaks.ask()
    breaks.ask()
    state = _asked_until(breaks, is_led)
    is_seen = _is_seen(desktop, breaks)
    breaks.ask("close")
    return is_led(state) and is_seen


def _change_monitors(desktop: Session, breaks: Child, seen: Seen) -> None:
    """Take the second monitor away during a break, and let one come."""
    _open_break(breaks)
    for name, change, more in (
        ("gone", desktop.unplug_monitor, -1),
        ("come", desktop.plug_monitor, 1),
    ):
        count = len(breaks.ask()["screens"]) + more
        if not change():
            continue
        for _ in range(_SETTLED_ASKS - 1):
            breaks.ask()
        state = _asked_until(breaks, partial(_is_all_covered, count))
        is_seen = _is_seen(desktop, breaks)
        right = _is_all_covered(count, state) and is_seen
        told = f"{state['shown']} of {state['screens']}, {state['active']}, {state['leads']}"
        told += ", seen" if is_seen else ", not seen"
        seen.monitors.append(name if right else f"{name}: {told}")
    if seen.monitors:
        seen.monitors += _hold_escape(desktop, breaks, opened=True)
    breaks.ask("close")


def _is_all_covered(monitors: int, state: Mapping[str, Any]) -> bool:
    """Whether there are so many, all are covered, and the keyboard is with the buttons."""
    return len(state["screens"]) == monitors and _is_covered(state) and _leads(state)


def _text(typing: Child, letters: int = 0) -> str:
    """What is in the window that is typed into, when there is so much, or there has not been."""
    typing.ask()
    return str(_asked_until(typing, lambda state: len(state["text"]) >= letters)["text"])


def _in_corner(card: list[int], state: Mapping[str, Any]) -> bool:
    left, top, width, height = card
    return any(
        right > left + width > right - 100 and bottom > top + height > bottom - 120
        for right, bottom in ((s[0] + s[2], s[1] + s[3]) for s in state["screens"])
    )
