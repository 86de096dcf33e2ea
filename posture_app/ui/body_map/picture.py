"""The two figures of the body map and what is painted on them, for one size of picture.

The figure wears no colours here, so that only what is meant stands out. What is chosen is filled
and outlined, where pain may be referred to is dotted, and trigger points are crosses: each can be
told from the others without seeing colours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from posture_app.body.muscles import Muscle
from posture_app.body.trigger_points import TriggerPoint
from posture_app.body.zones import FACES, Face, Zone, standing, zone_at, zones
from posture_app.dataclass import dataclass
from posture_app.preferences import USUAL_FIGURE, Body, FigureAppearance
from posture_app.ui.body_map.badges import Badge, laid_out
from posture_app.ui.figure.mesh import MeshLevel
from posture_app.ui.figure.muscle_layout import ShownMuscles
from posture_app.ui.figure.painter import level_of, outline_of, paint_figure
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.view import FigureCamera, looking
from posture_app.ui.theme import tokens

WIDTH_M: Final = 1.90
HEIGHT_M: Final = 1.84
SHAPE: Final = HEIGHT_M / WIDTH_M
"""The height of both figures for their width."""
_APART_M: Final = 1.00
"""From the middle of the one to that of the other: the hands of the broad body are 0.88 m apart."""
_FEET_M: Final = 0.055
"""How much of the picture's height lies below the floor, for the toes."""
_PER_METRE: Final = 1000.0
_FACE_ZONES: Final = {"forehead", "temple", "eye", "cheek"}
_FAINT: Final = 0.22
_FAINT_ON_THE_FACE: Final = 0.08
"""How strong the outlines of zones are that nobody has chosen; a face bears few lines."""
_FAINT_BELOW: Final = 0.6
_CASING_PX: Final = 2.4
_PALE: Final = 0.5
"""How much lighter dark skin is below what is dotted."""
_YAW_DEG: Final[dict[Face, float]] = {"front": 0.0, "back": 180.0}


@dataclass(frozen=True, slots=True)
class Marks:
    """What is shown on the figures.

    Attributes:
        chosen: Ids of zones that are chosen.
        here: The zone under the pointer or the keyboard, or an empty text.
        referral: Ids of zones that a muscle may refer pain to.
        points: That muscle's trigger points.
        shades: How strongly zones are filled, from 0 to 1, and the few letters on each, by their
            ids.
    """

    chosen: frozenset[str] = frozenset()
    here: str = ""
    referral: frozenset[str] = frozenset()
    points: tuple[TriggerPoint, ...] = ()
    shades: Mapping[str, tuple[float, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the marks.

    `on_dark` is whether the figure's skin is so dark that they need pale ground below them.
    """

    chosen: QColor
    here: QColor
    referral: QColor
    point: QColor
    halo: QColor
    on_dark: bool = False


class BodyPicture:
    """Where the two figures and their zones lie in a rectangle."""

    def __init__(self, rect: QRectF, appearance: FigureAppearance = USUAL_FIGURE) -> None:
        self._appearance = appearance
        scale = min(rect.width() / WIDTH_M, rect.height() / HEIGHT_M)
        middle, floor = rect.center().x(), rect.center().y() + scale * (HEIGHT_M / 2 - _FEET_M)
        self.scale = scale
        self._rect = rect
        self._views: dict[Face, FigureCamera] = {}
        for face, where in zip(FACES, (-0.5, 0.5), strict=True):
            x = middle + where * _APART_M * scale
            self._views[face] = replace(looking(_YAW_DEG[face], 0.0), scale=scale, x=x, y=floor)
        self._zones: dict[str, QPainterPath] = {}
        self._ovals: dict[str, tuple[QPainterPath, QRectF]] = {}

    def centre_x(self, face: Face) -> float:
        """The middle line of a figure, in pixels."""
        return self._views[face].x

    def top(self) -> float:
        """Where the picture of the heads begins, in pixels."""
        return self._views["front"].y - (HEIGHT_M - _FEET_M) * self.scale

    def bottom(self) -> float:
        """Where the picture of the feet ends, in pixels."""
        return self._views["front"].y + _FEET_M * self.scale

    def zone_at(self, place: QPointF) -> Zone | None:
        """The zone under a place of the picture."""
        for face, view in self._views.items():
            x = (place.x() - view.x) / self.scale
            if abs(x) <= _APART_M / 2:
                return zone_at(face, x * view.right[0], (view.y - place.y()) / self.scale)
        return None

    def zone_path(self, zone: Zone) -> QPainterPath:
        """The part of the figure that a zone covers."""
        found = self._zones.get(zone.id)
        if found is None:
            view = self._views[zone.face]
            share = self.scale / _PER_METRE
            place = QTransform(share, 0, 0, share, view.x, view.y)
            found = self._zones[zone.id] = place.map(self._outlines()[zone.id])
        return found

    def _outlines(self) -> Mapping[str, QPainterPath]:
        return _paths(self._appearance.body, level_of(self.scale))

    def paint_figures(
        self,
        painter: QPainter,
        palette: FigurePalette,
        line: QColor,
        muscles: tuple[Muscle, ...] = (),
    ) -> None:
        """Paint the figures with some muscles and with the faint outlines of all zones."""
        shown = ShownMuscles(works=muscles)
        for view in self._views.values():
            paint_figure(
                painter,
                standing(),
                view,
                _plain(palette),
                shown=shown,
                appearance=self._appearance,
            )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(1.0, 0.003 * self.scale)
        lines = [(line, 1.0, width)]
        if is_dark(palette, self._appearance):
            # Dark lines are lost on dark skin and hair: pale ones lie below them.
            lines.insert(0, (QColor(palette.eye), _FAINT_BELOW, 2 * width))
        for colour, share, wide in lines:
            faint = QColor(colour)
            for zone in zones():
                on_face = zone.name in _FACE_ZONES
                faint.setAlphaF(share * (_FAINT_ON_THE_FACE if on_face else _FAINT))
                painter.setPen(QPen(faint, wide))
                painter.drawPath(self.zone_path(zone))
        painter.restore()

    def paint_marks(self, painter: QPainter, marks: Marks, inks: Inks) -> None:
        """Paint everything that is shown on the figures."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        known = {zone.id: zone for zone in zones()}
        self._paint_shades(painter, marks.shades, inks)
        # Sets have no order, and outlines that meet lie one upon the other.
        self._paint_referral(painter, (known[one] for one in sorted(marks.referral)), inks)
        for one in sorted(marks.chosen):
            fill = QColor(inks.chosen)
            fill.setAlphaF(0.22)
            self._paint_zone(painter, known[one], fill, inks.chosen, 0.006, inks)
        if marks.here:
            fill = QColor(inks.here)
            fill.setAlphaF(0.12)
            self._paint_zone(painter, known[marks.here], fill, inks.here, 0.007, inks)
        for point in marks.points:
            self._paint_cross(painter, point, inks)
        painter.restore()

    def _paint_zone(
        self, painter: QPainter, zone: Zone, fill: QColor, line: QColor, width_m: float, inks: Inks
    ) -> None:
        """Fill and outline a zone; on dark skin the outline lies on a paler one."""
        path, width = self.zone_path(zone), max(1.6, width_m * self.scale)
        painter.fillPath(path, fill)
        if inks.on_dark:
            painter.strokePath(path, _round(inks.halo, width + _CASING_PX))
        painter.strokePath(path, _round(line, width))

    def _paint_shades(
        self, painter: QPainter, shades: Mapping[str, tuple[float, str]], inks: Inks
    ) -> None:
        """Fill zones the more strongly the more there was, with a number on each."""
        known = {zone.id: zone for zone in zones()}
        there = [(known[one], *shade) for one, shade in shades.items() if one in known]
        for zone, share, _letters in there:
            fill = QColor(inks.chosen)
            fill.setAlphaF(0.10 + 0.55 * share)
            self._paint_zone(painter, zone, fill, inks.chosen, 0.004, inks)
        badges = self.badges(shades, QFontMetricsF(painter.font()))
        for colour, width in ((inks.halo, 3.0), (inks.point, 1.2)):
            painter.setPen(QPen(colour, width))
            for badge in badges:
                if badge.middle != badge.home:
                    painter.drawLine(badge.home, badge.middle)
        painter.setPen(QPen(inks.point, 1.0))
        painter.setBrush(inks.halo)
        font = QFont(painter.font())
        for badge in badges:
            smaller = QFont(font)
            smaller.setPixelSize(max(1, round(badge.share * QFontInfo(font).pixelSize())))
            painter.setFont(smaller)
            middle, radius = badge.middle, badge.radius
            painter.drawEllipse(middle, radius, radius)
            box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge.letters)
        painter.setFont(font)

    def badges(
        self, shades: Mapping[str, tuple[float, str]], metrics: QFontMetricsF
    ) -> list[Badge]:
        """Where the letters on zones lie, the strongest as near to its zone as can be.

        Args:
            shades: As in `Marks`.
            metrics: Those of the letters' font.
        """
        known = {zone.id: zone for zone in zones()}
        there = sorted((one for one in shades if one in known), key=lambda one: -shades[one][0])
        wanted = []
        for one in there:
            _share, letters = shades[one]
            radius = max(metrics.height(), metrics.horizontalAdvance(letters) + 6) / 2
            wanted.append((letters, self.zone_path(known[one]).boundingRect().center(), radius))
        high = self.bottom() - self.top()
        room = QRectF(self._rect.left(), self.top(), self._rect.width(), high)
        return laid_out(wanted, room.adjusted(1, 1, -1, -1))

    def _paint_referral(self, painter: QPainter, where: Iterable[Zone], inks: Inks) -> None:
        brush = QBrush(inks.referral, Qt.BrushStyle.Dense6Pattern)
        size = max(1.0, self.scale / 240)
        brush.setTransform(QTransform.fromScale(size, size))
        painter.setPen(Qt.PenStyle.NoPen)
        pale = QColor(inks.halo)
        pale.setAlphaF(_PALE)
        for zone in where:
            path, soft = self._rounded(zone)
            if inks.on_dark:
                painter.fillPath(path, pale)
            painter.fillPath(path, _fading(soft, inks.referral))
            painter.fillPath(path, brush)

    def _rounded(self, zone: Zone) -> tuple[QPainterPath, QRectF]:
        """A zone without its corners, as nobody's pain ends at a line, and the oval it lies in."""
        found = self._ovals.get(zone.id)
        if found is None:
            path = self.zone_path(zone)
            box = path.boundingRect()
            wide, high = 0.06 * box.width(), 0.06 * box.height()
            oval = QPainterPath()
            oval.addEllipse(box.adjusted(-wide, -high, wide, high))
            found = self._ovals[zone.id] = path.intersected(oval), oval.boundingRect()
        return found

    def _paint_cross(self, painter: QPainter, point: TriggerPoint, inks: Inks) -> None:
        view = self._views[point.face]
        x, y = view.spot(standing().point(point.spot.segment, point.spot.point))
        arm = max(4.0, 0.014 * self.scale)
        for colour, width in ((inks.halo, 0.62), (inks.point, 0.32)):
            pen = QPen(colour, arm * width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm))
            painter.drawLine(QPointF(x - arm, y + arm), QPointF(x + arm, y - arm))


@cache
def _paths(of_body: Body, level: MeshLevel) -> dict[str, QPainterPath]:
    """What each zone covers of the figure, in the picture's directions, for `_PER_METRE`.

    A coarse mesh has shorter fingers: lines around those of a fine one would hang in the air.

    Made once at one scale and mapped from there: uniting outlines costs more than a frame may.
    """
    front = replace(looking(_YAW_DEG["front"], 0.0), scale=_PER_METRE)
    body = outline_of(standing(), front, of_body, level)
    # Seen from behind, the outline of a body is the mirror of that from the front.
    bodies = {"front": body, "back": QTransform.fromScale(-1, 1).map(body)}
    return {zone.id: _closed(_polygon(zone).intersected(bodies[zone.face])) for zone in zones()}


def _closed(path: QPainterPath) -> QPainterPath:
    """The path with its last edge, which an intersection may leave to be understood."""
    closed = QPainterPath()
    for polygon in path.toSubpathPolygons():
        closed.addPolygon(polygon)
        closed.closeSubpath()
    return closed


def _polygon(zone: Zone) -> QPainterPath:
    view = replace(looking(_YAW_DEG[zone.face], 0.0), scale=_PER_METRE)
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*view.spot((x, y, 0.0))) for x, y in zone.outline]))
    path.closeSubpath()
    return path


def is_dark(palette: FigurePalette, appearance: FigureAppearance) -> bool:
    """Whether the skin of the one who is shown is too dark for the marks' colours."""
    return tokens.contrast(palette.strength, palette.of(appearance).skin) < tokens.CONTROL


def _round(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _fading(oval: QRectF, colour: QColor) -> QBrush:
    """A colour that is strongest in the middle of an oval and fades towards its edge."""
    gradient = QRadialGradient(QPointF(0, 0), 1.0)
    for at, alpha in ((0.0, 0.34), (0.6, 0.24), (1.0, 0.06)):
        shade = QColor(colour)
        shade.setAlphaF(alpha)
        gradient.setColorAt(at, shade)
    brush = QBrush(gradient)
    place = QTransform.fromTranslate(oval.center().x(), oval.center().y())
    brush.setTransform(place.scale(oval.width() / 2, oval.height() / 2))
    return brush


def _plain(palette: FigurePalette) -> FigurePalette:
    """The figure in one cloth, which the colours of the places stand out from."""
    return replace(palette, top=palette.trousers, shoe=palette.trousers)
