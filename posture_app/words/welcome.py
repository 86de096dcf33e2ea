"""What the welcome of the first start says, and what Today offers by its answers."""

from collections.abc import Mapping
from typing import Final

from posture_app.breaks.settings import Firmness
from posture_app.library.model import Region
from posture_app.words.catalogue import N_, _

STEPS: Final = (
    N_("For whom is this?"),
    N_("Where does it bother you?"),
    N_("When do you work, and how firm may breaks be?"),
    N_("A minute of movement now?"),
)
OFFERS: Final = (
    ("exercises", N_("Exercises and routines, shown second by second, for what hurts or is stiff")),
    ("breaks", N_("Short breaks while you work, as firm as you want them")),
    ("body", N_("A map of the body, with the muscles that may be behind it")),
    ("log", N_("A log of how you are, and what the weeks tell")),
)
"""What there is, each with its icon."""
FIRMNESS: Final[Mapping[Firmness, tuple[str, str]]] = {
    "gentle": (
        N_("Gentle"),
        N_("A message for the short breaks, a card in the corner for the longer ones."),
    ),
    "usual": (
        N_("As usual"),
        N_("A card in the corner for the short breaks; the longer ones cover the screens."),
    ),
    "strict": (
        N_("Strict"),
        N_(
            "All breaks cover the screens, and the longer ones are skipped only by holding for "
            "three seconds. Holding Esc always leads out."
        ),
    ),
}
OWN_FIRMNESS: Final = N_("You have set it for each break by itself. Choosing here changes that.")
_BOTHERS: Final[Mapping[Region, str]] = {
    "neck": N_("Because your neck bothers you"),
    "shoulder_girdle": N_("Because your shoulders bother you"),
    "upper_back": N_("Because your upper back bothers you"),
    "low_back": N_("Because your lower back bothers you"),
    "jaw": N_("Because your jaw bothers you"),
    "hip": N_("Because your hips bother you"),
}
BOTHERS: Final[tuple[Region, ...]] = tuple(_BOTHERS)
"""What can be told of, from the head downwards as far as the words go."""


def bothers_you(region: Region) -> str:
    """Why a routine is offered to somebody whom this region bothers."""
    return _(_BOTHERS[region])


def step_of(number: int, count: int) -> str:
    """Which of how many steps this is, counted from 1."""
    return _("{number} of {count}").format(number=number, count=count)
