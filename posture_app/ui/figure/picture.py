"""One picture of a scene: what the widget, the lists and the handout paint."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from posture_app.body.motion import Side
from posture_app.body.muscles import mirrored_strip
from posture_app.body.props import things_at
from posture_app.body.skeleton import Frames, Stance, frames_of, mirrored
from posture_app.ui.figure.arrows import paint_arrows
from posture_app.ui.figure.glow import Glow, glows_of
from posture_app.ui.figure.painter import paint_figure
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.scene import Scene
from posture_app.ui.figure.silhouette import Silhouette
from posture_app.ui.figure.view import View

_WAY_STEPS = 9


def paint_stance(
    painter: QPainter,
    scene: Scene,
    stance: Stance,
    view: View,
    palette: FigurePalette,
    side: Side | None = None,
    before: Silhouette | None = None,
) -> Silhouette:
    """The body in a stance (already on its side), with props and muscles.

    Returns:
        What the next frame may take over as its `before`.
    """
    frames = frames_of(stance)
    things = things_at(scene.motion, frames, mirrored=side == "left")
    glows = _glows(scene, frames, view, palette, side)
    return paint_figure(painter, frames, view, palette, things, glows, before)


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
    paint_stance(painter, scene, scene.stance(share, side), view, palette, side)
    if arrows:
        way = [_frames_at(scene, step / (_WAY_STEPS - 1), side) for step in range(_WAY_STEPS)]
        paint_arrows(painter, rect, view, way, palette, scene.resting_arms(side))
    painter.restore()


def _frames_at(scene: Scene, share: float, side: Side | None) -> Frames:
    stance = scene.score.there.at(share)
    return frames_of(mirrored(stance) if side == "left" else stance)


def _glows(
    scene: Scene, frames: Frames, view: View, palette: FigurePalette, side: Side | None
) -> list[Glow]:
    works, lengthens = scene.works, scene.lengthens
    if side == "left":
        works = tuple(mirrored_strip(strip) for strip in works)
        lengthens = tuple(mirrored_strip(strip) for strip in lengthens)
    return [
        *glows_of(lengthens, palette.stretch, frames, view),
        *glows_of(works, palette.strength, frames, view),
    ]
