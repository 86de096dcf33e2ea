"""The figure's colours in every appearance.

Strength and stretch glow in vermilion and blue, which people with any of the common colour vision
deficiencies tell apart (Okabe and Ito, Color Universal Design, 2008). The clothes are light in
every appearance, so that both reach 3:1 on cloth and skin (WCAG 2.2, 1.4.11), and the outline
reaches it against the ground, so that what is dark itself, hair on a dark page, needs no more.
tests/ui/test_figure_contrast.py measures all appearances, tones of skin and grounds.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from posture_app.body.volumes import Cloth
from posture_app.dataclass import dataclass
from posture_app.preferences import FigureAppearance, SkinTone
from posture_app.ui.theme import tokens


@dataclass(frozen=True, slots=True)
class FigurePalette:
    """Colours as `#rrggbb`.

    `outline` is the line around the body, which must be seen on the ground, and `inner` that of a
    part before another, which must be seen on the body; on a light ground one ink does both. `far`
    and `far_skin` are what distant limbs fade towards, `halo` lies around arrows so that they are
    seen on the body too, and `ghost` is another moment of the motion behind the figure.
    """

    skin: str
    top: str
    trousers: str
    shoe: str
    hair: str
    outline: str
    inner: str
    far: str
    far_skin: str
    prop: str
    prop_edge: str
    floor: str
    shadow: str
    band: str
    strength: str
    stretch: str
    arrow: str
    halo: str
    mouth: str
    soft: str
    eye: str
    iris: str
    ghost: str
    ghost_edge: str
    ghost_hair: str
    bold: bool = False
    flat: bool = False

    def cloth(self, cloth: Cloth) -> str:
        """The colour of what covers a part of the body."""
        colour: str = self.skin if cloth == "face" else getattr(self, cloth)
        return colour

    def of(self, appearance: FigureAppearance) -> "FigurePalette":
        """With the skin of the one who is shown; in high contrast everybody is white."""
        return self if self.bold or self.flat else _with_skin(self, appearance.skin)

    def ghosted(self, *, plain: bool) -> "FigurePalette":
        """The colours of the figure's ghost: one pale tone, and its edge.

        Args:
            plain: Whether hair, face and folds are left out: it is a shape with a line around it.
        """
        pale = self.ghost
        hair, line = (pale, pale) if plain else (self.ghost_hair, self.ghost_edge)
        return replace(
            self,
            skin=pale, top=pale, trousers=pale, shoe=pale, far=pale, far_skin=pale,
            hair=hair, outline=self.ghost_edge, inner=line, mouth=line, soft=line, iris=line,
            eye=pale, flat=True,
        )  # fmt: skip


class _Own(NamedTuple):
    """What comes with a tone of skin; None is the palette's own."""

    skin: str
    far: str | None = None
    hair: str | None = None
    inner: str | None = None
    mouth: str | None = None
    soft: str | None = None
    iris: str | None = None


_OWN: Final[dict[SkinTone, _Own]] = {
    "medium": _Own("#e0c1a2"),
    "brown": _Own(
        "#a9764f",
        far="#e0c1a2",
        hair="#3d332d",
        inner="#201c1a",
        mouth="#4d2019",
        soft="#6f4630",
    ),
    "dark": _Own(
        "#7a4f38",
        far="#c99a78",
        hair="#352c27",
        inner="#1c1a19",
        mouth="#2a1210",
        soft="#4a2c1e",
        iris="#180f0c",
    ),
}
"""Hair and brows are darker than the face; the contour parts them from the ground.

Lines within the body are darker than every skin and cloth, 2:1 at least, in light and in shade: a
lighter one would glow on a dark skin and be lost on light clothes. It need not be 3:1, as a line
between two limbs tells what their shapes and the shade tell already, and 3:1 beside a dark skin's
shade is darker than black. A face's fine lines may be softer, and a distant limb stays dark.
"""
LIGHT: Final = FigurePalette(
    skin="#e6cfbd",
    top="#d6e2de",
    trousers="#c5ced2",
    shoe="#f2efe9",
    hair="#574d47",
    outline="#2f3f42",
    inner="#2f3f42",
    far="#ffffff",
    far_skin="#ffffff",
    prop="#ded7c8",
    prop_edge="#2f3f42",
    floor="#c9cdc6",
    shadow="#3a4a44",
    band="#b4553f",
    strength="#c2410c",
    stretch="#0a63b0",
    arrow="#1c6456",
    halo="#f7f6f2",
    mouth="#8a4c45",
    soft="#a5755f",
    eye="#fbf9f5",
    iris="#3a2d28",
    ghost="#ece7d8",
    ghost_edge="#a3b3ac",
    ghost_hair="#d6d6c9",
)
DARK: Final = replace(
    LIGHT,
    outline="#80938d",
    prop="#4c5350",
    prop_edge="#80938d",
    floor="#3c4643",
    shadow="#000000",
    band="#d98470",
    arrow="#8ad7c3",
    halo="#10181a",
    ghost="#5a6c69",
    ghost_edge="#98aaa5",
    ghost_hair="#70837f",
)
LIGHT_HIGH_CONTRAST: Final = replace(
    LIGHT,
    skin="#ffffff",
    shoe="#ffffff",
    hair="#000000",
    outline="#000000",
    inner="#000000",
    prop="#e6e6e6",
    prop_edge="#000000",
    floor="#000000",
    band="#8a1c00",
    strength="#a83200",
    stretch="#0047ab",
    arrow="#00493d",
    halo="#ffffff",
    mouth="#000000",
    soft="#000000",
    eye="#ffffff",
    iris="#000000",
    ghost="#eeeeee",
    ghost_edge="#767676",
    ghost_hair="#d2d2d2",
    bold=True,
)
DARK_HIGH_CONTRAST: Final = replace(
    LIGHT_HIGH_CONTRAST,
    hair="#7a7a7a",
    outline="#949494",
    prop="#303030",
    prop_edge="#ffffff",
    floor="#ffffff",
    shadow="#444444",
    band="#ffb09e",
    arrow="#9df0da",
    halo="#000000",
    ghost="#3a3a3a",
    ghost_edge="#a6a6a6",
    ghost_hair="#565656",
)


ON_TILE: Final = replace(
    LIGHT,
    prop="#e4ded1",
    floor="#a7ada5",
    halo=tokens.DARK.tile,
    ghost="#e6e4da",
    ghost_edge="#899a93",
)
"""On the light ground of a small picture on a dark page, which is dimmed so as not to glare."""


def tile_palette(palette: tokens.Palette) -> FigurePalette:
    """The figure's colours on the ground of small pictures, `tile`."""
    return figure_palette(palette) if tokens.on_tile(palette) is palette else ON_TILE


def figure_palette(palette: tokens.Palette) -> FigurePalette:
    """The figure's colours that go with the window's."""
    strong = palette.canvas in {"#ffffff", "#000000"}
    if palette.dark:
        return DARK_HIGH_CONTRAST if strong else DARK
    return LIGHT_HIGH_CONTRAST if strong else LIGHT


@lru_cache(maxsize=32)
def _with_skin(palette: FigurePalette, skin: SkinTone) -> FigurePalette:
    """The colours for a skin; kept, as every frame asks for them."""
    own = _OWN.get(skin)
    if own is None:
        return palette
    inner = own.inner or palette.inner
    return replace(
        palette,
        skin=own.skin,
        far_skin=own.far or palette.far_skin,
        hair=own.hair or palette.hair,
        inner=inner,
        outline=inner if palette.outline == palette.inner else palette.outline,
        mouth=own.mouth or palette.mouth,
        soft=own.soft or palette.soft,
        iris=own.iris or palette.iris,
    )
