"""The figure painted: shadow, props, and the body as one contour and parts from far to near.

First all parts are filled in ink, a little larger than they are: what is left of that is the line
around the body. Then each part is filled in ink again, a little larger where it lies before
another, and its surfaces, their shade and its muscles are painted over that.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath

from posture_app.body.props import PlacedProp
from posture_app.body.skeleton import INDEX, Frames
from posture_app.dataclass import dataclass
from posture_app.preferences import USUAL_FIGURE, Body, FigureAppearance
from posture_app.ui.figure.beyond_seat import behind_seats
from posture_app.ui.figure.body_painter import BodyPainter, Look
from posture_app.ui.figure.bones import Hands
from posture_app.ui.figure.creases import creases_of
from posture_app.ui.figure.crumbs import crumbs_of
from posture_app.ui.figure.drawing import Drawing, LineWidths
from posture_app.ui.figure.layers import Grid, Layer, grid_of
from posture_app.ui.figure.mesh import MeshLevel
from posture_app.ui.figure.muscle_layout import ShownMuscles
from posture_app.ui.figure.order import PaintOrder, order_of
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.props import PropPainter, StandingThings
from posture_app.ui.figure.shadow import paint_on_seat, paint_shadow
from posture_app.ui.figure.small_hands import drawn_mesh
from posture_app.ui.figure.topology import Topology, topology_of
from posture_app.ui.figure.view import FigureCamera

NO_MUSCLES: Final = ShownMuscles()
_CONTOUR_PX: Final = 2.0
_INNER_PX: Final = 1.2
_WHOLE_LINE_PX: Final = 137.0
"""In smaller pictures lines are thinner, 1.4 pixels at 96, down to this share of their width."""
_LEAST_LINE: Final = 0.55
_FADE: Final = 0.30
"""How far the most distant limb goes towards the palette's `far`."""
_SCREEN_DPI: Final = 96.0
_SHADED_FROM: Final = 48.0
"""Pixels for a metre from which there is shade: in an icon it would be a pixel or two."""
_COARSE_UP_TO: Final = 250.0
_FINE_FROM: Final = 380.0
"""Pixels for a metre between which each level of the mesh is shown."""


class Painted:
    """What a frame was made of, for the next one: what has not moved is not made anew."""

    def __init__(
        self,
        drawing: Drawing,
        order: PaintOrder,
        crumbs: frozenset[int],
        dressed: tuple[FigurePalette, Grid | None],
    ) -> None:
        self.drawing = drawing
        self.order = order
        self.crumbs = crumbs
        self.dressed = dressed
        self.standing: dict[StandingThings, Layer | None] = {}
        self.layers: dict[Look, Layer] = {}

    def layers_for(self, later: "Painted") -> dict[Look, Layer]:
        """Its layers, where a later frame is of the same drawing in the same colours and pixels."""
        same = self.drawing is later.drawing and self.dressed == later.dressed
        return self.layers if same else {}


def paint_figure(
    painter: QPainter,
    frames: Frames,
    view: FigureCamera,
    palette: FigurePalette,
    things: Sequence[PlacedProp] = (),
    shown: ShownMuscles = NO_MUSCLES,
    hands: Hands | None = None,
    before: Painted | None = None,
    appearance: FigureAppearance = USUAL_FIGURE,
) -> Painted:
    """Paint the body and its props.

    Args:
        painter: Where to; its state is kept.
        frames: Where the segments are.
        view: From where they are seen, and at which scale.
        palette: The colours.
        things: The props where they are now.
        shown: The muscles to show.
        hands: Shapes of the right and the left hand, where the grip does not say it.
        before: What the frame before returned, to be used once.
        appearance: Whom to show.

    Returns:
        What the next frame can take over.
    """
    figure = drawn(painter, frames, view, palette, shown, hands, before, appearance)
    return paint_drawn(painter, figure, things)


@dataclass(frozen=True, slots=True)
class DrawnBody:
    """One body in one view, ready to be painted.

    Attributes:
        frames: Where its segments are.
        view: From where it is seen, in pixels of a screen.
        palette: The colours, without those of the one who is shown.
        grid: The pixels it is for, where there are any.
        before: What the frame before returned.
        painted: What the next frame can take over, when it is painted.
        resting: The parts for which a layer is worth its while.
    """

    frames: Frames
    view: FigureCamera
    palette: FigurePalette
    grid: Grid | None
    before: Painted | None
    painted: Painted
    resting: frozenset[int]


def drawn(
    painter: QPainter,
    frames: Frames,
    view: FigureCamera,
    palette: FigurePalette,
    shown: ShownMuscles = NO_MUSCLES,
    hands: Hands | None = None,
    before: Painted | None = None,
    appearance: FigureAppearance = USUAL_FIGURE,
) -> DrawnBody:
    """Draw a body without painting it yet; the arguments are those of `paint_figure`."""
    grid = grid_of(painter)
    view = view if grid else _in_screen_pixels(view, unit_of(painter))
    topology = topology_of(drawn_mesh(appearance.body, level_of(view.scale)))
    projection = Projection(topology, frames, view, hands)
    lines = lines_of(view)._replace(
        grain=0.0 if grid else 1 / unit_of(painter), two_inks=palette.outline != palette.inner
    )
    drawing = _drawing(topology, view, lines, shown, palette, before)
    resting = drawing.follow(projection)
    order = order_of(projection, before.order if before else None)
    same = before is not None and before.order is order
    crumbs = before.crumbs if before and same else crumbs_of(drawing, order.parts)
    painted = Painted(drawing, order, crumbs, (palette.of(appearance), grid))
    return DrawnBody(frames, view, palette, grid, before, painted, resting)


def paint_drawn(
    painter: QPainter,
    figure: DrawnBody,
    things: Sequence[PlacedProp] = (),
    without: frozenset[int] = frozenset(),
) -> Painted:
    """Paint a body and its props.

    Args:
        painter: What the body was drawn for; its state is kept.
        figure: The body.
        things: The props where they are now.
        without: Parts of the body that are left out.

    Returns:
        What the next frame can take over.
    """
    _begin(painter)
    frames, view, palette, grid = figure.frames, figure.view, figure.palette, figure.grid
    before, painted = figure.before, figure.painted
    if grid is None:
        painter.scale(unit_of(painter), unit_of(painter))
    drawing = painted.drawing
    standing = before.standing if before else {}
    props = PropPainter(painter, view, palette, things, grid, standing, drawing.lines)
    props.paint_ground()
    paint_shadow(painter, frames, view, palette, grid)
    props.paint_behind(view.depth(frames.places[INDEX["lumbar"]]))
    paint_on_seat(painter, frames, view, palette, things if grid else ())
    held = props.held(frames)
    names = drawing.topology.mesh.parts
    holding = {hand for one in held for hand in one.parts}
    without |= {part for part in painted.crumbs if names[part] not in holding}
    body = BodyPainter(
        painter,
        drawing,
        [part for part in painted.order.parts if part not in without],
        painted.dressed[0],
        _fades(drawing, frames, view),
        creases_of(frames, view, drawing.lines.inner),
        grid,
        before.layers_for(painted) if before else {},
        held,
        behind_seats(things, frames, view, drawing.lines.contour),
    )
    painted.layers = body.paint(figure.resting)
    props.paint_before()
    painted.standing = props.standing
    painter.restore()
    return painted


def _begin(painter: QPainter) -> None:
    """Keep the painter's state, and let it paint smooth shapes without a line around them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)


def outline_of(frames: Frames, view: FigureCamera, body: Body, level: MeshLevel) -> QPainterPath:
    """All that a body covers of a picture, as one path without a line around it.

    Args:
        frames: Where the segments are.
        view: From where they are seen.
        body: Whose body.
        level: The mesh, as `level_of` tells it for the scale at which the body is painted.
    """
    topology = topology_of(drawn_mesh(body, level))
    drawing = Drawing(topology, view, LineWidths(0.0, 0.0), NO_MUSCLES, shaded=False)
    drawing.follow(Projection(topology, frames, view))
    whole = QPainterPath()
    whole.setFillRule(Qt.FillRule.WindingFill)
    for paths in drawing.parts.values():
        whole.addPath(paths.contour)
    return whole.simplified()


def _drawing(
    topology: Topology,
    view: FigureCamera,
    lines: LineWidths,
    shown: ShownMuscles,
    palette: FigurePalette,
    before: Painted | None,
) -> Drawing:
    """That of the frame before, if it is of the same body in the same view."""
    shaded = not (palette.bold or palette.flat) and view.scale > _SHADED_FROM
    if before:
        kept = before.drawing
        same = (kept.topology, kept.view, kept.lines, kept.shown, kept.shaded)
        if same == (topology, view, lines, shown, shaded):
            return kept
    return Drawing(topology, view, lines, shown, shaded=shaded)


def level_of(scale: float) -> MeshLevel:
    """Triangles enough for round outlines at so many pixels a metre, and no more."""
    if scale < _COARSE_UP_TO:
        return "coarse"
    return "fine" if scale > _FINE_FROM else "medium"


def lines_of(view: FigureCamera) -> LineWidths:
    """The width of lines: the same in pixels at any size, and thinner in an icon."""
    left, top, right, bottom = view.frame
    share = max(_LEAST_LINE, min(1.0, min(right - left, bottom - top) / _WHOLE_LINE_PX))
    return LineWidths(_CONTOUR_PX * share, _INNER_PX * share)


_LIMBS: Final = (
    (("upper_arm", "forearm", "hand"), "forearm"),
    (("thigh", "shank", "foot"), "shank"),
)
"""The parts of a limb, and the segment by which it lies before the trunk or beyond it."""


def unit_of(painter: QPainter) -> float:
    """How many of a painter's units make a pixel of a screen; more than one where it is paper."""
    if grid_of(painter) is not None:
        return 1.0
    device = painter.device()
    return device.logicalDpiX() / _SCREEN_DPI if device is not None else 1.0


def _in_screen_pixels(view: FigureCamera, unit: float) -> FigureCamera:
    """The view of a painter of paper that counts in pixels of a screen."""
    left, top, right, bottom = (edge / unit for edge in view.frame)
    return replace(
        view,
        scale=view.scale / unit,
        x=view.x / unit,
        y=view.y / unit,
        frame=(left, top, right, bottom),
    )


def _fades(drawing: Drawing, frames: Frames, view: FigureCamera) -> dict[int, float]:
    """Limbs beyond the trunk are a little paler, so that left and right are told apart."""
    trunk = view.depth(frames.places[INDEX["lumbar"]])
    found = {}
    for side in ("right", "left"):
        for limb, segment in _LIMBS:
            beyond = trunk - view.depth(frames.places[INDEX[f"{side}_{segment}"]])
            fade = _FADE * max(0.0, min(1.0, (beyond - 0.03) / 0.15))
            for name in limb:
                found[drawing.topology.mesh.parts.index(f"{side}_{name}")] = fade
    return found
