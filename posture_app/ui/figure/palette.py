"""The figure's colours in every appearance.

Strength and stretch glow in vermilion and blue, which people with any of the common colour vision
deficiencies tell apart (Okabe and Ito, Color Universal Design, 2008); the stretch glow is dashed
besides in the high contrast palettes.
"""

from dataclasses import dataclass, replace
from typing import Final

from posture_app.body.volumes import Cloth
from posture_app.ui.theme import tokens


@dataclass(frozen=True, slots=True)
class FigurePalette:
    """Colours as `#rrggbb`.

    `far` is what distant limbs fade towards, `halo` lies around arrows so that they are seen on the
    body too, and `ghost` is another moment of the motion behind the figure.
    """

    skin: str
    top: str
    trousers: str
    shoe: str
    hair: str
    outline: str
    far: str
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
    ghost: str
    ghost_edge: str
    bold: bool = False

    def cloth(self, cloth: Cloth) -> str:
        """The colour of what covers a part of the body."""
        colour: str = self.skin if cloth == "face" else getattr(self, cloth)
        return colour

    def ghosted(self) -> "FigurePalette":
        """The colours of the figure's ghost: one pale tone, and its edge and hair."""
        pale = self.ghost
        return replace(
            self,
            skin=pale, top=pale, trousers=pale, shoe=pale, far=pale,
            hair=self.ghost_edge, outline=self.ghost_edge,
        )  # fmt: skip


LIGHT: Final = FigurePalette(
    skin="#dfc6b2",
    top="#74aa9b",
    trousers="#475a63",
    shoe="#f2efe9",
    hair="#574d47",
    outline="#2f3f42",
    far="#3a4a4c",
    prop="#d9d3c6",
    prop_edge="#a79f8f",
    floor="#c9cdc6",
    shadow="#3a4a44",
    band="#b4553f",
    strength="#e0560a",
    stretch="#0a74c4",
    arrow="#1c6456",
    halo="#f7f6f2",
    mouth="#6b3530",
    ghost="#e2e7e3",
    ghost_edge="#a3b3ac",
)
DARK: Final = FigurePalette(
    skin="#d3b8a4",
    top="#5f9a8b",
    trousers="#7a8f99",
    shoe="#e4e0d8",
    hair="#2f2a27",
    outline="#10181a",
    far="#131a1b",
    prop="#4c5350",
    prop_edge="#7d857f",
    floor="#3c4643",
    shadow="#000000",
    band="#d98470",
    strength="#ff7a2e",
    stretch="#4db2ff",
    arrow="#8ad7c3",
    halo="#10181a",
    mouth="#4a2320",
    ghost="#2f3a3a",
    ghost_edge="#667a75",
)
LIGHT_HIGH_CONTRAST: Final = FigurePalette(
    skin="#ffffff",
    top="#8fc7b8",
    trousers="#3a4a52",
    shoe="#ffffff",
    hair="#000000",
    outline="#000000",
    far="#555555",
    prop="#e6e6e6",
    prop_edge="#000000",
    floor="#000000",
    shadow="#000000",
    band="#8a1c00",
    strength="#c24400",
    stretch="#0047ab",
    arrow="#00493d",
    halo="#ffffff",
    mouth="#000000",
    ghost="#eeeeee",
    ghost_edge="#767676",
    bold=True,
)
DARK_HIGH_CONTRAST: Final = FigurePalette(
    skin="#ffffff",
    top="#6fd0b8",
    trousers="#9db4bf",
    shoe="#ffffff",
    hair="#3a3a3a",
    outline="#000000",
    far="#5a5a5a",
    prop="#303030",
    prop_edge="#ffffff",
    floor="#ffffff",
    shadow="#444444",
    band="#ffb09e",
    strength="#ff9a3c",
    stretch="#6cc4ff",
    arrow="#9df0da",
    halo="#000000",
    mouth="#000000",
    ghost="#1e1e1e",
    ghost_edge="#8f8f8f",
    bold=True,
)


def figure_palette(palette: tokens.Palette) -> FigurePalette:
    """The figure's colours that go with the window's."""
    strong = palette.canvas in {"#ffffff", "#000000"}
    if palette.dark:
        return DARK_HIGH_CONTRAST if strong else DARK
    return LIGHT_HIGH_CONTRAST if strong else LIGHT
