"""Design tokens: colours, type, spacing and radii, as plain values without Qt.

Every pair of a text colour and the ground it may stand on is listed in `PAIRS` with the contrast
it must reach; a test computes them all (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Role = Literal[
    "display", "title", "heading", "lead", "body", "strong", "small", "small_strong", "figure"
]
Tone = Literal["ink", "muted", "accent", "caution", "danger", "hero", "hero_muted", "snackbar"]


class Palette(NamedTuple):
    """The colours of one appearance, as `#rrggbb`.

    A named tuple, as a dataclass of this length takes several milliseconds of every start to make.
    """

    dark: bool
    canvas: str
    """The ground of a page."""
    rail: str
    """The ground of the side bar."""
    surface: str
    """Cards, fields and menus."""
    sunken: str
    """Tracks and the figure's ground: a step back from the surface."""
    tile: str
    """The ground of a small picture of the figure. It is light in the dark appearance too, but
    dimmed, so that a page full of them does not glare."""
    hover: str
    line: str
    """Hairlines between things; never the only sign of a control."""
    edge: str
    """Borders of controls, 3:1 against the surface."""
    scroll: str
    """The handle of a scroll bar."""
    ink: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_ink: str
    accent_soft: str
    hero: str
    hero_art: str
    on_hero: str
    on_hero_muted: str
    hero_button: str
    hero_button_hover: str
    on_hero_button: str
    caution_soft: str
    caution_ink: str
    danger_soft: str
    danger_ink: str
    snackbar: str
    on_snackbar: str
    snackbar_action: str
    focus: str


LIGHT: Final = Palette(
    dark=False,
    canvas="#f7f6f2",
    rail="#efede7",
    surface="#ffffff",
    sunken="#eff1ed",
    tile="#eff1ed",
    hover="#e9e8e1",
    line="#e3e1d9",
    edge="#85897f",
    scroll="#c6c4ba",
    ink="#1b2321",
    muted="#55605b",
    accent="#1c6456",
    accent_hover="#144f44",
    on_accent="#ffffff",
    accent_ink="#175a4d",
    accent_soft="#dcebe5",
    hero="#164b42",
    hero_art="#1d5a4f",
    on_hero="#ffffff",
    on_hero_muted="#c4ded5",
    hero_button="#ffffff",
    hero_button_hover="#e3f1ec",
    on_hero_button="#12443b",
    caution_soft="#fbf0dc",
    caution_ink="#774508",
    danger_soft="#fbe9e5",
    danger_ink="#94271d",
    snackbar="#26302d",
    on_snackbar="#ffffff",
    snackbar_action="#9be0cd",
    focus="#0b5fd0",
)

DARK: Final = Palette(
    dark=True,
    canvas="#121615",
    rail="#0d1110",
    surface="#1b201f",
    sunken="#252c2a",
    tile="#c9cec6",
    hover="#262d2b",
    line="#2b3331",
    edge="#78847f",
    scroll="#3d4744",
    ink="#edf1ef",
    muted="#a7b2ad",
    accent="#7fd1bc",
    accent_hover="#9be0cd",
    on_accent="#08261f",
    accent_ink="#8ad7c3",
    accent_soft="#1c3a33",
    hero="#17423a",
    hero_art="#1d4f45",
    on_hero="#f3faf7",
    on_hero_muted="#b3d6cb",
    hero_button="#e7f5f0",
    hero_button_hover="#ffffff",
    on_hero_button="#0d3a32",
    caution_soft="#35291a",
    caution_ink="#f0c07e",
    danger_soft="#3a211e",
    danger_ink="#f4a89d",
    snackbar="#e6ebe8",
    on_snackbar="#161b1a",
    snackbar_action="#0f5447",
    focus="#8ab8ff",
)

LIGHT_HIGH_CONTRAST: Final = LIGHT._replace(
    canvas="#ffffff",
    rail="#ffffff",
    sunken="#ffffff",
    tile="#ffffff",
    hover="#e6e6e6",
    line="#000000",
    edge="#000000",
    scroll="#000000",
    ink="#000000",
    muted="#2b2b2b",
    accent="#00493d",
    accent_ink="#00493d",
    accent_soft="#d5efe7",
    hero="#003329",
    hero_art="#003329",
    on_hero_muted="#ffffff",
    caution_ink="#5a2f00",
    danger_ink="#7a0e05",
    focus="#0037b3",
)

DARK_HIGH_CONTRAST: Final = DARK._replace(
    canvas="#000000",
    rail="#000000",
    surface="#000000",
    sunken="#000000",
    tile="#000000",
    hover="#2a2a2a",
    line="#ffffff",
    edge="#ffffff",
    scroll="#ffffff",
    ink="#ffffff",
    muted="#e2e2e2",
    accent="#9df0da",
    accent_ink="#9df0da",
    accent_soft="#0d2f28",
    hero="#00241d",
    hero_art="#00241d",
    on_hero_muted="#ffffff",
    caution_soft="#241a0a",
    danger_soft="#2a0f0b",
    caution_ink="#ffd79a",
    danger_ink="#ffc1b8",
    focus="#ffffff",
)

DEEP: Final = DARK._replace(
    canvas="#0c231f",
    rail="#081915",
    surface="#112a25",
    sunken="#132d28",
    tile="#132d28",
    hover="#1d423a",
    line="#2b4f46",
    edge="#7b9f94",
    ink="#f1f7f4",
    muted="#b1cbc2",
    accent_soft="#1f4a40",
)
"""The ground of a break that fills the screen, whatever the appearance: restful beside any work."""


def on_tile(palette: Palette) -> Palette:
    """The colours for what lies on an appearance's tiles, where these are light on a dark page."""
    return LIGHT if palette.dark and palette.tile != palette.sunken else palette


PALETTES: Final = (LIGHT, DARK, LIGHT_HIGH_CONTRAST, DARK_HIGH_CONTRAST, DEEP)

TEXT: Final = 4.5
CONTROL: Final = 3.0
PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *((ink, ground, TEXT) for ink in ("ink", "muted") for ground in ("canvas", "rail", "surface")),
    *((ink, ground, TEXT) for ink in ("ink", "muted") for ground in ("sunken", "hover")),
    *(("accent_ink", ground, TEXT) for ground in ("canvas", "rail", "surface", "sunken", "hover")),
    ("accent_ink", "accent_soft", TEXT),
    ("ink", "accent_soft", TEXT),
    ("muted", "accent_soft", TEXT),
    ("on_accent", "accent", TEXT),
    ("on_accent", "accent_hover", TEXT),
    ("on_hero", "hero", TEXT),
    ("on_hero", "hero_art", TEXT),
    ("on_hero_muted", "hero", TEXT),
    ("on_hero_muted", "hero_art", TEXT),
    ("on_hero_button", "hero_button", TEXT),
    ("on_hero_button", "hero_button_hover", TEXT),
    ("caution_ink", "caution_soft", TEXT),
    ("ink", "caution_soft", TEXT),
    ("muted", "caution_soft", TEXT),
    ("danger_ink", "danger_soft", TEXT),
    ("danger_ink", "canvas", TEXT),
    ("danger_ink", "surface", TEXT),
    ("danger_ink", "hover", TEXT),
    ("caution_ink", "surface", TEXT),
    ("caution_ink", "canvas", TEXT),
    ("ink", "danger_soft", TEXT),
    ("on_snackbar", "snackbar", TEXT),
    ("snackbar_action", "snackbar", TEXT),
    ("edge", "surface", CONTROL),
    ("edge", "canvas", CONTROL),
    ("accent", "surface", CONTROL),
    ("accent", "canvas", CONTROL),
    ("accent", "sunken", CONTROL),
    *(("focus", ground, CONTROL) for ground in ("canvas", "rail", "surface", "accent_soft")),
)


class TypeStyle(NamedTuple):
    """One step of the type scale; the size is in pixels at a text size of 100 per cent."""

    size_px: int
    weight: int
    tracking_percent: float = 100.0


TYPE: Final[Mapping[Role, TypeStyle]] = MappingProxyType(
    {
        "display": TypeStyle(36, 600, 97.0),
        "title": TypeStyle(27, 600, 98.0),
        "heading": TypeStyle(18, 600, 99.0),
        "lead": TypeStyle(17, 400, 99.5),
        "body": TypeStyle(15, 400),
        "strong": TypeStyle(15, 500),
        "small": TypeStyle(13, 400),
        "small_strong": TypeStyle(13, 500),
        "figure": TypeStyle(40, 600, 97.0),
    }
)

SPACE_XS: Final = 4
SPACE_S: Final = 8
SPACE_M: Final = 12
SPACE_L: Final = 16
SPACE_XL: Final = 24
SPACE_XXL: Final = 32
SPACE_3XL: Final = 48

RADIUS_S: Final = 8
RADIUS_M: Final = 12
RADIUS_L: Final = 16
RADIUS_XL: Final = 24

TEXT_SCALES: Final = (1.0, 1.25, 1.5, 2.0)

TONES: Final[Mapping[Tone, str]] = MappingProxyType(
    {
        "ink": "ink",
        "muted": "muted",
        "accent": "accent_ink",
        "caution": "caution_ink",
        "danger": "danger_ink",
        "hero": "on_hero",
        "hero_muted": "on_hero_muted",
        "snackbar": "on_snackbar",
    }
)

MOODS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "plain": "sunken",
        "accent": "accent_soft",
        "caution": "caution_soft",
        "danger": "danger_soft",
    }
)
"""The grounds of panels."""


def colours(palette: Palette) -> dict[str, str]:
    """The colours of a palette by name."""
    values = palette._asdict()
    del values["dark"]
    return values


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
