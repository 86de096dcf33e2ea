"""What a person chose, as one value; where it is kept is told in `desktop/settings.py`."""

from typing import Final, Literal

from posture_app.dataclass import dataclass

Appearance = Literal["system", "light", "dark"]
Posture = Literal["sitting", "standing"]
Body = Literal["narrow", "broad"]
SkinTone = Literal["light", "medium", "brown", "dark"]
Audience = Literal["self", "patients"]

APPEARANCES: Final[tuple[Appearance, ...]] = ("system", "light", "dark")
POSTURES: Final[tuple[Posture, ...]] = ("sitting", "standing")
BODIES: Final[tuple[Body, ...]] = ("narrow", "broad")
SKIN_TONES: Final[tuple[SkinTone, ...]] = ("light", "medium", "brown", "dark")
AUDIENCES: Final[tuple[Audience, ...]] = ("self", "patients")


@dataclass(frozen=True, slots=True)
class FigureAppearance:
    """Whom the figure shows.

    Attributes:
        body: The body: narrow or broad shoulders and hips, on one skeleton.
        skin: The tone of its skin.
    """

    body: Body = "narrow"
    skin: SkinTone = "light"


USUAL_FIGURE: Final = FigureAppearance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How the program looks, sounds and behaves.

    `text_scale` is relative to 100 per cent; `volume` is in per cent. `language` is a key of
    `words.catalogue.LANGUAGES`, or "" for the system's. `posture` is how the person works, and
    `discreet` that breaks offer only what nobody else notices. `figure_body` and `figure_skin` are
    whom the figure shows. `audience` is for whom the program is used.
    """

    appearance: Appearance = "system"
    text_scale: float = 1.0
    language: str = ""
    volume: int = 70
    muted: bool = False
    reduced_motion: bool = False
    breaks: bool = True
    posture: Posture = "sitting"
    discreet: bool = False
    figure_body: Body = "narrow"
    figure_skin: SkinTone = "light"
    audience: Audience = "self"

    @property
    def figure(self) -> FigureAppearance:
        """Whom the figure shows."""
        return FigureAppearance(self.figure_body, self.figure_skin)
