"""One picture of a scene: what the widget, the lists and the handout paint."""

from collections.abc import Sequence
from math import ceil
from operator import itemgetter

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from posture_app.body.motion import Side
from posture_app.body.props import Thing, other_side, things_at
from posture_app.body.skeleton import Frames, Stance, frames_of
from posture_app.ui.figure.arrows import Way, most_moving, named, paint_ways
from posture_app.ui.figure.painter import Painted, paint_figure
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.scene import Scene
from posture_app.ui.figure.view import View


def paint_stance(
    painter: QPainter,
    scene: Scene,
    stance: Stance,
    view: View,
    palette: FigurePalette,
    side: Side | None = None,
    before: Painted | None = None,
) -> Painted:
    """The body in a stance (already on its side), with props and muscles.

    Returns:
        What the next frame may take over as its `before`.
    """
    frames = frames_of(stance)
    things = things_at(scene.motion, frames, scene.there(side)[0], mirrored=side == "left")
    return _painted(painter, scene, frames, view, palette, side, things, before)


def _painted(
    painter: QPainter,
    scene: Scene,
    frames: Frames,
    view: View,
    palette: FigurePalette,
    side: Side | None,
    things: Sequence[Thing],
    before: Painted | None = None,
) -> Painted:
    return paint_figure(
        painter, frames, view, palette, things, scene.shown(side), scene.hands(side), before
    )


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
    """
    view = scene.view(rect, side, turned_deg)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect)
    frames = scene.there(side)[-1] if share == 1 else frames_of(scene.stance(share, side))
    things = things_at(scene.motion, frames, scene.there(side)[0], mirrored=side == "left")
    ghosts = [ghost for _, ghost in scene.ghosts(side)] if arrows else []
    if ghosts:
        # What one lies on belongs below the ghosts too; the rest may stand before them.
        under = [thing for thing in things if thing.kind == "mat"]
        things = tuple(thing for thing in things if thing.kind != "mat")
        for ghost in ghosts:
            paint_figure(painter, ghost, view, palette.ghosted(), under, hands=scene.hands(side))
            under = []
    _painted(painter, scene, frames, view, palette, side, things)
    if arrows:
        paint_ways(painter, rect, ways_of(scene, rect, view, side), palette)
    painter.restore()


def ways_of(scene: Scene, rect: QRectF, view: View, side: Side | None) -> list[Way]:
    """The ways that a still shows: those that the motion names, or what moves most."""
    size = min(rect.width(), rect.height())
    there, back = scene.there(side), scene.back(side)
    if not scene.motion.arrows:
        return most_moving(view, there, size, scene.resting_arms(side))
    beyond, end = max(scene.ghosts(side), key=itemgetter(0), default=(0.0, there[0]))
    passed = ceil(beyond * (len(back) - 1))
    turning = (*back[:passed], end) if beyond else ()
    names = [other_side(name) if side == "left" else name for name in scene.motion.arrows]
    return [way for name in names for way in named(view, name, there, back, turning, size)]
