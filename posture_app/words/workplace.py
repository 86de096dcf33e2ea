"""What the check of a workplace asks, advises and tells, and what its drawings show."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.journal.workplace import Area, Changes, WorkplaceKey, WorkplaceScore
from posture_app.library.model import Diagram
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.formats import enumerated, long_date


@dataclass(frozen=True, slots=True)
class ItemWords:
    """One question: in short, in full, and what to do where the answer is no."""

    name: str
    question: str
    advice: str


AREAS: Final[Mapping[Area, str]] = {
    "chair": N_("The chair"),
    "desk": N_("At the desk"),
    "keys": N_("Keyboard and mouse"),
    "screen": N_("The screen"),
    "light": N_("Light and eyes"),
    "between": N_("In between"),
}
ASKED: Final[Mapping[WorkplaceKey, ItemWords]] = {
    "feet": ItemWords(
        N_("Feet and seat height"),
        N_(
            "Are your feet flat on the floor, with the knees level with the hips or a little lower?"
        ),
        N_(
            "Set the seat higher or lower. If your feet do not reach then, put something below "
            "them."
        ),
    ),
    "knees": ItemWords(
        N_("Room behind the knees"),
        N_("Do two or three fingers fit between the edge of the seat and the hollow of the knee?"),
        N_("Slide the seat forward or back; a cushion behind you makes a deep seat shorter."),
    ),
    "back": ItemWords(
        N_("Back rest"),
        N_("Does the back rest carry your low back, with you leaning back a little?"),
        N_(
            "Sit right back and set the rest so that it fills the hollow. A rolled towel does "
            "it, too."
        ),
    ),
    "leg_room": ItemWords(
        N_("Room for the legs"),
        N_("Can you stretch your legs below the desk, with nothing in their way?"),
        N_("Clear away what stands there: boxes, bags, the computer."),
    ),
    "elbows": ItemWords(
        N_("Shoulders and elbows"),
        N_(
            "Are your shoulders loose, with the elbows near the body and bent to a right angle "
            "or a little wider?"
        ),
        N_(
            "Bring seat and desk to a height at which the forearms lie level. What the feet "
            "lose then, a footrest gives back."
        ),
    ),
    "arm_rests": ItemWords(
        N_("Arm rests"),
        N_("Do the arm rests only touch your elbows, and let you come close to the desk?"),
        N_("Set them lower or take them off."),
    ),
    "keyboard": ItemWords(
        N_("Keyboard"),
        N_("Is the keyboard straight in front of you, with your wrists straight?"),
        N_("Push it to the middle, leave room before it for the hands, and fold in its feet."),
    ),
    "mouse": ItemWords(
        N_("Mouse"),
        N_("Does the mouse lie right beside the keyboard, so that you need not reach for it?"),
        N_("Bring it closer. A keyboard without a block of numbers makes room."),
    ),
    "distance": ItemWords(
        N_("Distance of the screen"),
        N_("Is the screen about an arm's length away, 50 to 100 cm?"),
        N_("Move it. Make the letters larger rather than coming closer."),
    ),
    "height": ItemWords(
        N_("Height of the screen"),
        N_(
            "Is the upper edge of the screen at eye level or a little below, or lower still "
            "with progressive lenses?"
        ),
        N_("If it is too low, put something under it; if it is too high, set it lower."),
    ),
    "middle": ItemWords(
        N_("Screen straight ahead"),
        N_(
            "Is the screen that you use most straight in front of you? Two that you use alike "
            "meet in the middle."
        ),
        N_("Move the screens until you look straight ahead at what you read most."),
    ),
    "laptop": ItemWords(
        N_("Laptop"),
        N_(
            "If you work at a laptop for more than an hour a day: does it stand raised, with a "
            "keyboard and a mouse of their own?"
        ),
        N_("A stand or a pile of books raises the screen; connect a keyboard and a mouse."),
    ),
    "papers": ItemWords(
        N_("Papers"),
        N_("Do papers that you type from stand upright beside the screen, at its height?"),
        N_("A holder beside the screen spares you looking down and up again."),
    ),
    "window": ItemWords(
        N_("Window and glare"),
        N_("Is the window at your side, with nothing mirrored in the screen?"),
        N_("Turn the desk or the screen, or draw the blinds."),
    ),
    "lamp": ItemWords(
        N_("Lighting"),
        N_("Is there enough light to read on paper without effort?"),
        N_("A lamp from the side helps, one that does not shine into the screen."),
    ),
    "glasses": ItemWords(
        N_("Eyes and glasses"),
        N_("Were your eyes tested in the last two years, and do your glasses suit this distance?"),
        N_("Have them tested, and say how far away your screen is."),
    ),
    "calls": ItemWords(
        N_("Long calls"),
        N_("Do you use a headset or the loudspeaker for long calls?"),
        N_("Get a headset; a telephone held by the shoulder keeps the neck bent."),
    ),
    "phone": ItemWords(
        N_("Reading on the phone"),
        N_("Do you raise the phone towards your eyes when you read on it?"),
        N_("Rest your elbows on something and bring it up; dictate long texts."),
    ),
    "change": ItemWords(
        N_("Another posture"),
        N_("Do you sit or stand another way at least every half hour?"),
        N_(
            "Let a reminder help: lean back, stand up, stand for a call. It matters more than "
            "any one posture."
        ),
    ),
    "away": ItemWords(
        N_("Away from the screen"),
        N_("Are you away from the screen for five to ten minutes in each hour?"),
        N_("Let longer breaks remind you, on the page Breaks; another kind of work counts, too."),
    ),
}
DIAGRAMS: Final[Mapping[Diagram, str]] = {
    "desk": N_(
        "Drawing: somebody sits at a desk, seen from the side. The feet are flat on the "
        "floor, the back rest carries the low back, the forearms lie level. The screen is "
        "an arm's length away, its upper edge at eye level."
    ),
    "laptop": N_(
        "Drawing: somebody sits at a desk, seen from the side. The laptop stands raised, "
        "its upper edge at eye level; keyboard and mouse of their own lie before it."
    ),
    "two_screens": N_(
        "Drawing: somebody sits at a desk, seen from above. Two screens of one size meet in "
        "the middle, each turned a little inward; the keyboard lies before the body, the "
        "mouse beside it."
    ),
    "standing": N_(
        "Drawing: somebody stands at a raised desk, seen from the side. The desk is as high "
        "as the elbows, the upper edge of the screen at eye level."
    ),
}
NOTE: Final = N_(
    "A better workplace makes work more comfortable. That it keeps pain away was not "
    "shown; moving does more."
)
ORDER: Final = N_(
    "The order is a judgement: first what changes most of a working day. What trials there "
    "are speak above all of changing posture and of breaks."
)


def area_name(area: Area) -> str:
    """What a part of the workplace is called."""
    return _(AREAS[area])


def item_name(key: WorkplaceKey) -> str:
    """What is looked at, in a few words."""
    return _(ASKED[key].name)


def question(key: WorkplaceKey) -> str:
    """What is asked."""
    return _(ASKED[key].question)


def advice(key: WorkplaceKey) -> str:
    """What to do where it is not as it should be."""
    return _(ASKED[key].advice)


def diagram(one: Diagram) -> str:
    """What a drawing shows, for those who do not see it."""
    return _(DIAGRAMS[one])


def marked(key: WorkplaceKey) -> str:
    """What is marked on a drawing, for those who do not see it."""
    return _("Drawing of a workplace; marked: {what}.").format(what=item_name(key))


def counted(found: WorkplaceScore) -> str:
    """How many things are as they should be."""
    return ngettext(
        "{good} of {count} is as it should be",
        "{good} of {count} are as they should be",
        found.of,
    ).format(good=found.good, count=found.of)


def place_of(number: int, of: int) -> str:
    """Which question it is, counted from 1."""
    return _("Question {number} of {count}").format(number=number, count=of)


def last_time(day: date, found: WorkplaceScore) -> str:
    """What came of the last check."""
    pattern = ngettext(
        "Last time, on {day}, {good} of {count} was as it should be.",
        "Last time, on {day}, {good} of {count} were as they should be.",
        found.of,
    )
    return pattern.format(day=long_date(day), good=found.good, count=found.of)


def again(day: date) -> str:
    """The offer of a further check, a month after the last one."""
    return _("You last looked at your workplace on {day}. Has something changed?").format(
        day=long_date(day)
    )


def changed(found: Changes) -> list[str]:
    """What is otherwise than the last time, in a sentence for each direction."""
    if not found.better and not found.worse:
        return [_("Nothing has changed since then.")]
    lines = []
    if found.better:
        names = enumerated([item_name(key) for key in found.better])
        lines.append(_("As it should be by now: {things}.").format(things=names))
    if found.worse:
        names = enumerated([item_name(key) for key in found.worse])
        lines.append(_("No longer as it should be: {things}.").format(things=names))
    return lines
