"""How muscles look that work or lengthen: told apart by colour and by the direction of their lines.

What works is solid, with darker lines along its fibres; what is stretched is solid with pale
hatching across them. What lies deep is pale within a dashed outline.
"""

from functools import lru_cache
from math import ceil
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from posture_app.dataclass import dataclass
from posture_app.ui.figure import layers
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.theme import tokens

MuscleRole = Literal["works", "lengthens"]
_NEAREST_PX: Final[dict[MuscleRole, float]] = {"works": 4.0, "lengthens": 5.0}
"""Lines lie no nearer to each other than this."""
_LEAST_SCALE: Final = 110.0
"""On a figure smaller than so many pixels a metre no lines are drawn."""
_LEAST_ON_PAPER: Final = 40.0
"""But on paper, which has finer dots, and where they may be all that tells two roles apart."""
_NEARER_ON_PAPER: Final = 0.7
"""There they lie nearer to each other, by so much."""
_PALE: Final = "#ffffff"
_DEEP: Final = 0.30
"""How much of its colour what lies deep has."""
_NARROW: Final = 0.65
"""And where there is little of it."""
RIM_PX: Final = 1.2
"""The line around what does not lie deep."""
DASHED_RIM_PX: Final = 1.8
"""And around what does."""
DASH_PX: Final = (4.7, 3.2)
"""How long a dash of it is, and the gap between two."""


@dataclass(frozen=True)
class PatchLook:
    """How a muscle is painted.

    Attributes:
        fill: What it is filled with.
        outline: Around it.
        lines: Along its fibres or across them.
        casing: Below the outline: where the skin is dark, or another muscle may lie below.
    """

    fill: QColor
    outline: QPen
    lines: QPen
    casing: QPen | None


@lru_cache(maxsize=64)
def look_of(
    role: MuscleRole,
    palette: FigurePalette,
    *,
    deep: bool,
    narrow: bool = False,
    on_skin: bool = True,
) -> PatchLook:
    """How a muscle is painted.

    Args:
        role: Whether it works or lengthens.
        palette: The colours of the one who is shown.
        deep: Whether other muscles lie over it.
        narrow: Whether there is little room for lines within it.
        on_skin: Whether it may lie on skin, which can be as dark as it; all cloth is light.
    """
    colour = QColor(palette.strength if role == "works" else palette.stretch)
    edge = colour.darker(130)
    casing = None
    if on_skin and tokens.contrast(colour.name(), palette.skin) < tokens.CONTROL:
        casing = _pen(QColor(_PALE), 3.6)
    if deep:
        fill = QColor(colour)
        fill.setAlphaF(_NARROW if narrow else _DEEP)
        dashed = _pen(edge, DASHED_RIM_PX)
        dashed.setDashPattern([one / DASHED_RIM_PX for one in DASH_PX])
        dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
        return PatchLook(fill, dashed, _pen(edge, 1.0), casing or _halo())
    if role == "works":
        return PatchLook(colour, _pen(edge, RIM_PX), _pen(colour.darker(165), 1.0), casing)
    pale = _mixed(colour, QColor(_PALE), 0.8)
    return PatchLook(colour, _pen(edge, RIM_PX), _pen(pale, 1.4), casing)


def line_step(role: MuscleRole, gap_m: float, scale: float, *, on_paper: bool = False) -> int:
    """Every how many of a muscle's lines are drawn at so many pixels a metre; 0: none of them."""
    if scale < (_LEAST_ON_PAPER if on_paper else _LEAST_SCALE):
        return 0
    nearest = _NEAREST_PX[role] * (_NEARER_ON_PAPER if scale < _LEAST_SCALE else 1.0)
    return max(1, ceil(nearest / (gap_m * scale)))


def paint_patch(
    painter: QPainter,
    fill: QPainterPath,
    outline: QPainterPath,
    lines: QPainterPath,
    look: PatchLook,
) -> None:
    """Paint what is seen of a muscle; antialiasing is on.

    Args:
        painter: Where to.
        fill: Closed loops around it.
        outline: Where it ends, as open lines.
        lines: Its lines, as open ones.
        look: From `look_of`.
    """
    if look.casing is not None:
        painter.strokePath(outline, look.casing)
    painter.fillPath(fill, look.fill)
    if not lines.isEmpty():
        painter.strokePath(lines, look.lines)
    painter.strokePath(outline, look.outline)


def paint_rimmed(
    painter: QPainter,
    fill: QPainterPath,
    rim: QPainterPath,
    lines: QPainterPath,
    look: PatchLook,
) -> None:
    """Paint a muscle whose outline is a shape.

    Args:
        painter: Where to.
        fill: Closed loops around it.
        rim: Its outline.
        lines: Its lines, as open ones.
        look: From `look_of`.
    """
    layers.fill(painter, fill, look.fill)
    if not lines.isEmpty():
        painter.strokePath(lines, look.lines)
    painter.fillPath(rim, look.outline.brush())


def _halo() -> QPen:
    """A soft pale line that parts a deep muscle from one that it is drawn upon."""
    pale = QColor(_PALE)
    pale.setAlphaF(0.6)
    return _pen(pale, 2.8)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _mixed(colour: QColor, other: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        colour.redF() + share * (other.redF() - colour.redF()),
        colour.greenF() + share * (other.greenF() - colour.greenF()),
        colour.blueF() + share * (other.blueF() - colour.blueF()),
    )
