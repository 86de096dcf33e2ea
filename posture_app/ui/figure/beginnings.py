"""Pale beginnings: where a movement comes from, behind what is held.

One that stands clear is a pale figure with its face. One whose head is hardly a head away would be
a second face that looks out from behind the first, as a print that has slipped: it is a plain shape
with a line around it. All of them end at a gap before what is held, as their lines would run into
the one around that or beside it.
"""

from collections.abc import Iterator, Sequence
from math import dist
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from posture_app.body.props import PlacedProp
from posture_app.body.skeleton import HEAD, INDEX, Frames
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.bones import Hands
from posture_app.ui.figure.painter import DrawnBody, drawn, paint_drawn, unit_of
from posture_app.ui.figure.props import below, hidden_by
from posture_app.ui.figure.slivers import slivers
from posture_app.ui.figure.tones import colour
from posture_app.ui.figure.view import FigureCamera

_CLEAR_M: Final = 0.24
"""A head that lies so far from where it is held, as it is high, stands clear of it."""
_MIDDLE_M: Final = 0.09
"""The middle of a head above its joint."""
_GAP: Final = 1.6
"""How wide the gap is, of the line around the body."""


def stands_clear(ghost: Frames, held: Frames, view: FigureCamera) -> bool:
    """Whether a beginning is far enough from what is held, in the picture, to have a face."""
    heads = [view.spot(frames.point(HEAD, (0.0, _MIDDLE_M, 0.0))) for frames in (ghost, held)]
    return dist(*heads) >= _CLEAR_M * view.scale


def paint_beginnings(
    painter: QPainter,
    held: DrawnBody,
    ghosts: Sequence[Frames],
    view: FigureCamera,
    things: Sequence[PlacedProp],
    hands: Hands | None,
    appearance: FigureAppearance,
) -> tuple[PlacedProp, ...]:
    """Paint what lies below what is held.

    Args:
        painter: Where to; its state is kept.
        held: What is held.
        ghosts: The beginnings.
        view: From where all of them are seen.
        things: The props.
        hands: Shapes of the right and the left hand, where the grip does not say it.
        appearance: Whom to show.

    Returns:
        The props that are not painted yet.
    """
    if not ghosts:
        return tuple(things)
    # What one lies on or leans on belongs below the ghosts too; the rest may stand before them.
    under = below(things, view, view.depth(held.frames.places[INDEX["lumbar"]]))
    rest = tuple(thing for thing in things if thing not in under)
    # A wall that is not below them is one that is looked through.
    before = [thing for thing in rest if thing.kind != "wall"]
    for ghost in ghosts:
        tones = held.palette.ghosted(plain=not stands_clear(ghost, held.frames, view))
        pale = drawn(painter, ghost, view, tones, hands=hands, appearance=appearance)
        hidden = slivers(pale, held, hidden_by(before, pale.view))
        paint_drawn(painter, pale, under, hidden)
        _part(painter, pale, held, hidden)
        under = []
    return rest


def _part(painter: QPainter, pale: DrawnBody, held: DrawnBody, without: frozenset[int]) -> None:
    """Leave a gap between a beginning and what is held, which is painted over it later."""
    around = QPainterPath()
    around.setFillRule(Qt.FillRule.WindingFill)
    for part, path in _contours(pale):
        if part not in without:
            around.addPath(path)
    drawing = held.painted.drawing
    wide = 2 * _GAP * drawing.lines.contour
    # The points of a contour lie near each other: round corners look the same, at twice the price.
    pen = QPen(colour(held.palette.halo), wide, j=Qt.PenJoinStyle.BevelJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if held.grid is None:
        painter.scale(unit_of(painter), unit_of(painter))
    painter.setClipPath(around, Qt.ClipOperation.IntersectClip)
    extent = around.controlPointRect().adjusted(-wide, -wide, wide, wide)
    for _, path in _contours(held):
        if extent.intersects(path.controlPointRect()):
            painter.strokePath(path, pen)
    painter.restore()


def _contours(figure: DrawnBody) -> Iterator[tuple[int, QPainterPath]]:
    """All that a body covers, with the line around it, part by part."""
    drawing = figure.painted.drawing
    for part, paths in drawing.parts.items():
        if part not in figure.painted.crumbs:
            yield part, drawing.part_moves.moves[part].map(paths.contour)
