"""Whom the figure shows: a body and a tone of skin, as a person or a therapist chooses them."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Body = Literal["narrow", "broad"]
SkinTone = Literal["light", "medium", "brown", "dark"]
BODIES: Final[tuple[Body, ...]] = get_args(Body)
SKIN_TONES: Final[tuple[SkinTone, ...]] = get_args(SkinTone)


@dataclass(frozen=True, slots=True)
class FigureAppearance:
    """Whom the figure shows.

    Attributes:
        body: The body: narrow or broad shoulders and hips, on one skeleton.
        skin: The tone of its skin.
    """

    body: Body = "narrow"
    skin: SkinTone = "light"


USUAL: Final = FigureAppearance()
