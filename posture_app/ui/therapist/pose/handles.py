"""What lies over the figure of the editor: handles, the arc of an angle's range, and its value."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from posture_app.body.dragging import arc_of, at_limits
from posture_app.body.handles import HANDLES, Handle, place_of
from posture_app.body.skeleton import Frames
from posture_app.ui.figure.view import FigureCamera
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.pose.draft import PoseDraft
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import _
from posture_app.words.poses import angle_said

_SMALL_PX: Final = 5.0
_CHOSEN_PX: Final = 8.0
_HELD_PX: Final = 6.0
_ARC_PX: Final = 3.0
_TICK_PX: Final = 8.0
_STEPS: Final = 10


class HandlePainter:
    """Paints handles, arc and value of one picture."""

    def __init__(
        self, painter: QPainter, theme: Theme, view: FigureCamera, draft: PoseDraft
    ) -> None:
        self._painter, self._theme, self._view, self._draft = painter, theme, view, draft
        names = (*draft.handle.angles, *draft.handle.alone) if draft.handle else ()
        self._ended = at_limits(draft.posed, names)

    def paint(self, frames: Frames, *, is_focused: bool, is_dragged: bool) -> None:
        """Paint all of it; the arc and the value while an angle is being changed here."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._draft.handle
        if chosen is not None and (is_focused or self._draft.is_dragging):
            self._paint_arc(chosen)
        for handle in HANDLES.values():
            if chosen is None or handle.name != chosen.name:
                self._paint_handle(handle, frames, _SMALL_PX)
        if chosen is not None:
            self._paint_handle(chosen, frames, _CHOSEN_PX)
            if is_focused or is_dragged:
                self._paint_value(chosen, frames)

    def _spot(self, handle: Handle, frames: Frames) -> QPointF:
        return QPointF(*self._view.spot(place_of(handle, frames)))

    def _paint_handle(self, handle: Handle, frames: Frames, radius: float) -> None:
        is_chosen = radius == _CHOSEN_PX
        fill = self._colour("accent" if is_chosen else "surface")
        edge = self._colour("surface" if is_chosen else "accent")
        self._painter.setPen(QPen(edge, 2.0))
        self._painter.setBrush(fill)
        self._painter.drawEllipse(self._spot(handle, frames), radius, radius)
        if is_chosen and self._draft.holder is not None:
            # A lock: a square where a circle would say that it can be dragged.
            spot = self._spot(handle, frames)
            place = QRectF(spot.x() - _HELD_PX, spot.y() - _HELD_PX, 2 * _HELD_PX, 2 * _HELD_PX)
            self._painter.setPen(QPen(self._colour("caution_ink"), 2.5))
            self._painter.setBrush(self._colour("surface"))
            self._painter.drawRect(place)

    def _paint_arc(self, handle: Handle) -> None:
        """The way that the handle can take by the chosen angle, with a mark at each end."""
        name = self._draft.angle
        if name not in (*handle.angles, *handle.alone):
            return
        spots = [QPointF(*self._view.spot(one)) for one in self._places(handle, name)]
        path = QPainterPath(spots[0])
        for spot in spots[1:]:
            path.lineTo(spot)
        is_ended = name in self._ended
        colour = self._colour("caution_ink" if is_ended else "accent")
        pen = QPen(colour, _ARC_PX, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(pen)
        self._painter.drawPath(path)
        self._painter.setPen(QPen(colour, _ARC_PX))
        for end, before in ((spots[0], spots[1]), (spots[-1], spots[-2])):
            self._paint_tick(end, before)

    def _places(self, handle: Handle, name: str) -> list[tuple[float, float, float]]:
        return arc_of(self._draft.posed, handle, name, _STEPS)

    def _paint_tick(self, end: QPointF, before: QPointF) -> None:
        """A short line across the arc's end."""
        way = end - before
        size = (way.x() ** 2 + way.y() ** 2) ** 0.5 or 1.0
        across = QPointF(-way.y() / size * _TICK_PX, way.x() / size * _TICK_PX)
        self._painter.drawLine(end - across, end + across)

    def _paint_value(self, handle: Handle, frames: Frames) -> None:
        """The chosen angle in words beside its handle; that it has come to an end, too."""
        angles = self._draft.posed.angles
        lines = [angle_said(self._draft.angle, angles[self._draft.angle])]
        if self._draft.angle in self._ended:
            lines.append(_("End of the range of motion"))
        font = self._theme.font("small_strong")
        metrics = QFontMetricsF(font)
        wide = max(metrics.horizontalAdvance(line) for line in lines) + 2 * tokens.SPACE_S
        high = len(lines) * metrics.height() + tokens.SPACE_S
        spot = self._spot(handle, frames)
        left, top, right, _bottom = self._view.frame
        x = spot.x() + 16 if spot.x() + 16 + wide < right - 4 else spot.x() - 16 - wide
        y = max(top + 4, spot.y() - high - 8)
        place = QRectF(max(left + 4, x), y, wide, high)
        is_ended = self._draft.angle in self._ended
        ink = self._colour("caution_ink" if is_ended else "ink")
        edge = self._colour("caution_ink" if is_ended else "edge")
        rounded(self._painter, place, tokens.RADIUS_S, self._colour("surface"), edge)
        self._painter.setFont(font)
        self._painter.setPen(ink)
        inner = place.adjusted(tokens.SPACE_S, tokens.SPACE_S / 2, 0, 0)
        self._painter.drawText(inner, Qt.AlignmentFlag.AlignTop, "\n".join(lines))

    def _colour(self, name: str) -> QColor:
        return self._theme.colour(name)
