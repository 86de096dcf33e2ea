"""One picture of a scene: what the widget, the lists and the handout paint."""

from dataclasses import replace
from math import ceil
from operator import itemgetter
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from posture_app.body.motion import Side
from posture_app.body.props import other_side
from posture_app.body.skeleton import NEUTRAL, Stance, frames_of
from posture_app.library.motion import AHEAD
from posture_app.preferences import USUAL_FIGURE, Body, FigureAppearance
from posture_app.ui.figure.arrow_paths import (
    ROOM_SHARE,
    ArrowKind,
    ArrowPath,
    ArrowPen,
    paint_arrow_paths,
    still_pen,
)
from posture_app.ui.figure.arrows import in_the_free, most_moving, named, stays
from posture_app.ui.figure.beginnings import paint_beginnings
from posture_app.ui.figure.clearance import Clearance
from posture_app.ui.figure.extent import covering, surface
from posture_app.ui.figure.frame_fade import paint_faded
from posture_app.ui.figure.mesh import MeshLevel
from posture_app.ui.figure.painter import Painted, drawn, paint_drawn, paint_figure, unit_of
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.patches import muscles_drawn
from posture_app.ui.figure.props import hidden_by
from posture_app.ui.figure.scene import WHOLE_BODY, Scene
from posture_app.ui.figure.signs import ahead, pressed
from posture_app.ui.figure.small_hands import drawn_mesh
from posture_app.ui.figure.topology import topology_of
from posture_app.ui.figure.view import FigureCamera

_GHOSTS_HEAD: Final = ("head", "knot")
"""An arrow may lie on a pale beginning, but not on its face."""
_CROSSED: Final = {"mat", "wall", "doorway"}
"""And on these things as well as beside them; it leads through a door."""

_PLACED_PX: Final = 240.0
"""How large the shorter side of a picture is in which arrows are placed."""


def preload(body: Body) -> None:
    """Load what the first figure takes most of its time for: numpy came with this module.

    It may be called on any thread, as nothing is painted.

    Args:
        body: Whose mesh is read. A close-up in large takes a finer one, which can wait.
    """
    levels: tuple[MeshLevel, ...] = ("coarse", "medium")
    for level in levels:
        topology_of(drawn_mesh(body, level))
    surface(frames_of(NEUTRAL), WHOLE_BODY)
    muscles_drawn()


def paint_stance(
    painter: QPainter,
    scene: Scene,
    stance: Stance,
    view: FigureCamera,
    palette: FigurePalette,
    side: Side | None = None,
    before: Painted | None = None,
    appearance: FigureAppearance = USUAL_FIGURE,
    share: float = 1.0,
) -> Painted:
    """The body in a stance (already on its side), with props and muscles.

    Args:
        painter: Where to.
        scene: What is shown.
        stance: How the body stands.
        view: From where it is seen.
        palette: The colours.
        side: The side that is exercised.
        before: What the frame before returned, to be used once.
        appearance: Whom to show.
        share: How far the way there has gone, for muscles that alternate on it.

    Returns:
        What the next frame may take over as its `before`.
    """
    frames = frames_of(stance)
    things, shown = scene.things(frames, side), scene.shown(side, share)
    hands = scene.hands(side)
    return paint_figure(painter, frames, view, palette, things, shown, hands, before, appearance)


def paint_still(
    painter: QPainter,
    rect: QRectF,
    scene: Scene,
    palette: FigurePalette,
    *,
    side: Side | None = None,
    share: float = 1.0,
    arrows: bool = True,
    turned_deg: tuple[float, float] = (0.0, 0.0),
    appearance: FigureAppearance = USUAL_FIGURE,
) -> None:
    """A still for a list, a card or a page: vectors only, so that it prints sharp.

    Args:
        painter: Where to; its state is kept.
        rect: The picture's place.
        scene: What to show.
        palette: The colours.
        side: The side that is exercised.
        share: How far the way there has gone; 1 shows what is held.
        arrows: Whether to show where the movement goes.
        turned_deg: Yaw and pitch added to the motion's camera.
        appearance: Whom to show.
    """
    view = scene.still_view(rect, side, turned_deg)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect)

    def paint(into: QPainter) -> None:
        _paint_bodies(into, scene, view, palette, side, share, appearance, ghosts=arrows)

    paint_faded(painter, rect, scene.cut_sides(view, side), paint)
    if arrows:
        paint_signs(painter, rect, scene, view, palette, side, appearance.body)
    painter.restore()


def _paint_bodies(
    painter: QPainter,
    scene: Scene,
    view: FigureCamera,
    palette: FigurePalette,
    side: Side | None,
    share: float,
    appearance: FigureAppearance,
    *,
    ghosts: bool,
) -> None:
    """What is held, with its props, and before that its pale beginnings."""
    frames = scene.end(side) if share == 1 else frames_of(scene.stance(share, side))
    things, hands = scene.things(frames, side), scene.hands(side)
    shown = scene.shown(side, share)
    held = drawn(painter, frames, view, palette, shown, hands, appearance=appearance)
    pales = [ghost for _, ghost in scene.ghosts(side)] if ghosts else []
    things = paint_beginnings(painter, held, pales, view, things, hands, appearance)
    paint_drawn(painter, held, things)


def paint_tension(
    painter: QPainter,
    rect: QRectF,
    scene: Scene,
    view: FigureCamera,
    palette: FigurePalette,
    side: Side | None = None,
    body: Body = USUAL_FIGURE.body,
) -> None:
    """The sign of what is tensed without moving, for a figure that holds it; else nothing.

    Args:
        painter: Where to; its state is kept.
        rect: The picture's place.
        scene: What is shown.
        view: From where it is seen.
        palette: The colours.
        side: The side that is exercised.
        body: Whose outline is kept free.
    """
    if strain_of(scene, side) is not None:
        paint_signs(painter, rect, scene, view, palette, side, body)


def paint_signs(
    painter: QPainter,
    rect: QRectF,
    scene: Scene,
    view: FigureCamera,
    palette: FigurePalette,
    side: Side | None,
    body: Body,
) -> None:
    """The arrow of a still, or the sign that stands for one.

    Args:
        painter: Where to; its state is kept.
        rect: The picture's place.
        scene: What is shown.
        view: From where it is seen.
        palette: The colours.
        side: The side that is exercised.
        body: Whose outline is kept free.
    """
    unit = unit_of(painter)
    size = min(rect.width(), rect.height())
    ways = ways_of(scene, rect, view, side, body)
    pen = ArrowPen(*(unit * one for one in still_pen(size / unit)))
    paint_arrow_paths(painter, ways, palette, pen)


def strain_of(scene: Scene, side: Side | None = None) -> ArrowKind | None:
    """The sign for what is held, if that is a strain that no movement shows."""
    motion = scene.motion
    if not motion.arrows or motion.arrows[0] == AHEAD:
        return None
    if motion.resisted:
        return "press"
    frames = (*scene.there(side), *scene.back(side))
    return "tension" if stays(_first_arrow(scene, side), frames) else None


def _first_arrow(scene: Scene, side: Side | None) -> str:
    name = scene.motion.arrows[0]
    return other_side(name) if side == "left" else name


def ways_of(
    scene: Scene,
    rect: QRectF,
    view: FigureCamera,
    side: Side | None,
    body: Body = USUAL_FIGURE.body,
) -> list[ArrowPath]:
    """The one sign that a still shows, outside the body; nothing where there is none.

    It is placed in a picture of one size, so that it does not jump where that is shown larger.

    Args:
        scene: What is shown.
        rect: The picture's place.
        view: From where it is seen.
        side: The side that is exercised.
        body: Whose outline is kept free.
    """
    factor = min(rect.width(), rect.height()) / _PLACED_PX
    left, top = rect.left(), rect.top()
    sample = QRectF(0, 0, rect.width() / factor, rect.height() / factor)
    x, y = (view.x - left) / factor, (view.y - top) / factor
    frame = (0.0, 0.0, sample.width(), sample.height())
    seen = replace(view, scale=view.scale / factor, x=x, y=y, frame=frame)
    ways = _ways(scene, seen, side, _PLACED_PX)
    held = scene.end(side)
    clearance = Clearance(sample, ROOM_SHARE * _PLACED_PX)
    clearance.take(covering(held, body, WHOLE_BODY, scene.hands(side)), seen)
    for _, ghost in scene.ghosts(side):
        clearance.take(covering(ghost, body, _GHOSTS_HEAD), seen)
    things = scene.things(held, side)
    standing = [thing for thing in things if thing.kind not in _CROSSED]
    clearance.spare(hidden_by(standing, seen))
    clearance.stand(hidden_by([thing for thing in things if thing.kind == "mat"], seen))
    return [
        replace(way, points=tuple((left + factor * x, top + factor * y) for x, y in way.points))
        for way in in_the_free(ways, clearance, _PLACED_PX)
    ]


def _ways(scene: Scene, view: FigureCamera, side: Side | None, size: float) -> list[ArrowPath]:
    """The way of the part that the motion names first, or of what moves most."""
    there, back = scene.there(side), scene.back(side)
    marked = bool(scene.ghosts(side))
    if not scene.motion.arrows:
        return most_moving(view, there, size, scene.resting_arms(side), marked=marked)
    name, held = _first_arrow(scene, side), there[-1]
    if name == AHEAD:
        return ahead(view, held, size)
    if scene.motion.resisted:
        return pressed(view, name, there[0], held)
    beyond, end = max(scene.ghosts(side), key=itemgetter(0), default=(0.0, there[0]))
    passed = ceil(beyond * (len(back) - 1))
    turning = (*back[:passed], end) if beyond else ()
    return named(view, name, there, back, turning, size, marked=marked)
