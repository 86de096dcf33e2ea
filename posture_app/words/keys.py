"""The keys of the program, and what they do, for the sheet that shows them."""

from collections.abc import Sequence
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.words.catalogue import N_


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys that do one thing.

    Attributes:
        keys: Each as Qt's portable text: `Ctrl+K`, `Left`. Either of them does it.
        does: What they do; to be translated when it is shown.
        is_range: Whether they are the first and the last of several.
    """

    keys: tuple[str, ...]
    does: str
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that count in one place; the title is to be translated when it is shown."""

    title: str
    keys: Sequence[Keys]


GROUPS: Final[Sequence[KeyGroup]] = (
    KeyGroup(
        N_("Everywhere in the window"),
        (
            Keys(("F1", "?"), N_("Show the keys")),
            Keys(("Ctrl+K",), N_("Find a page, an exercise, a routine or a command")),
            Keys(("Ctrl+N",), N_("Add a check-in, a spasm, a treatment or a note")),
            Keys(("Ctrl+F",), N_("Search exercises and routines")),
            Keys(("Ctrl+Return",), N_("Start the routine or the exercise that is shown")),
            Keys(("Ctrl+Z",), N_("Undo what was deleted, while that is offered")),
            Keys(("Ctrl+1", "Ctrl+6"), N_("Go to a page, in the order of the side bar"), True),
            Keys(("Alt+Left",), N_("Go back to where you were")),
            Keys(("Esc",), N_("Leave the full screen, or go back to the list")),
            Keys(("F11",), N_("Fill the screen, or go back to a window")),
            Keys(("Tab", "Shift+Tab"), N_("To the next control, or to the one before")),
            Keys(("Space", "Enter"), N_("Press or choose what the keyboard is at")),
            Keys(("Ctrl+0",), N_("Change between what is about you and your practice")),
            Keys(("Ctrl+Q",), N_("End the program")),
        ),
    ),
    KeyGroup(
        N_("While a routine plays"),
        (
            Keys(("Space",), N_("Stand still, or go on")),
            Keys(("Right",), N_("On to what comes next")),
            Keys(("Left",), N_("To the start of this set, or the one before")),
            Keys(("R",), N_("Do this set once more")),
            Keys(("Up", "Down"), N_("Lengthen or shorten the rest")),
            Keys(("P",), N_("That hurt: stop this exercise")),
            Keys(("H",), N_("When to stop")),
            Keys(("M",), N_("Turn all sounds off or on")),
            Keys(("F", "F11"), N_("Fill the screen, or go back to a window")),
            Keys(("Shift+Left", "Shift+Right"), N_("Turn the figure")),
            Keys(("Esc",), N_("Leave the full screen, or end the routine")),
        ),
    ),
    KeyGroup(
        N_("When you are asked for a number"),
        (
            Keys(("0", "9"), N_("Answer the first open question"), True),
            Keys(("Enter",), N_("Go on")),
        ),
    ),
    KeyGroup(
        N_("On the body map"),
        (
            Keys(("Left", "Right", "Up", "Down"), N_("Go from place to place")),
            Keys(("Space", "Enter"), N_("Choose a place, or take the choice back")),
        ),
    ),
    KeyGroup(
        N_("On a chart of the progress"),
        (
            Keys(("Left", "Right"), N_("Go to earlier or later days")),
            Keys(("+", "-"), N_("Show fewer or more days")),
            Keys(("Home",), N_("Show all days")),
            Keys(("Ctrl+Left", "Ctrl+Right"), N_("Read day by day")),
        ),
    ),
    KeyGroup(
        N_("While a plan is written"),
        (
            Keys(("Ctrl+F",), N_("Search the library")),
            Keys(("Enter",), N_("Add what was found first; in the plan, go to the fields")),
            Keys(("Insert",), N_("Add what is chosen in the library")),
            Keys(("Alt+Up", "Alt+Down"), N_("Move an exercise or a phase")),
            Keys(("Shift+Up", "Shift+Down"), N_("Choose several, to change them at once")),
            Keys(("Ctrl+A",), N_("Choose all exercises of the phase, then of the plan")),
            Keys(("Del",), N_("Remove what is chosen")),
            Keys(("F2",), N_("Rename the phase or the plan")),
            Keys(("Ctrl+D",), N_("Copy the phase")),
            Keys(("Ctrl+Shift+N",), N_("Add a phase")),
            Keys(("Ctrl+Z",), N_("Take back what was changed last")),
            Keys(("Ctrl+Shift+Z", "Ctrl+Y"), N_("Make it again")),
        ),
    ),
    KeyGroup(
        N_("In the log and its calendar"),
        (
            Keys(("Left", "Right", "Up", "Down"), N_("Go from day to day, or from entry to entry")),
            Keys(("Enter",), N_("Open it")),
            Keys(("Del",), N_("Delete the entry; it can be undone")),
            Keys(("Ctrl+Z",), N_("Take back what was changed last")),
        ),
    ),
    KeyGroup(
        N_("While a break is on the screen"),
        (
            Keys(("Tab",), N_("Go to the buttons")),
            Keys(("Esc",), N_("Leave the break: hold the key down")),
        ),
    ),
)
