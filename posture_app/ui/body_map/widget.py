"""The body map as a widget: point at a place, from the front or from the back.

Its value is zone ids, in and out, so that a page can show what hurts and a log can keep it. The
keyboard goes through all zones with the arrow keys: right and left along the rows from head to
foot, up and down to the row above or below; Tab leaves the map.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from posture_app.body.muscles import Muscle
from posture_app.body.trigger_points import Pattern, Side, points_on
from posture_app.body.zones import FACES, Face, Zone, sided, zones, zones_by_id
from posture_app.ui.body_map.picture import SHAPE, BodyPicture, Inks, Marks, is_dark
from posture_app.ui.figure.palette import figure_palette
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import focus_ring
from posture_app.words.anatomy import zone_title
from posture_app.words.catalogue import N_, _

_HELP: Final = N_("Arrow keys go from place to place, Space chooses, Tab leaves the map.")
_FACE_WORDS: Final[dict[Face, str]] = {"front": N_("Front"), "back": N_("Back")}
_STEPS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_ROWS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_SAME_ROW_M: Final = 0.02
_LINE: Final = QColor("#101415")
"""Of crosses and outlines: the figure is light in every appearance."""


class BodyMap(KeyboardFocus, QWidget):
    """The figure from both faces, with zones to choose.

    With `several`, choosing a zone adds it or takes it away; otherwise it takes the place of the
    one before. Choosing the only chosen zone again leaves none.

    Signals:
        zone_chosen: The id of a zone that a person chose or took away; read `zones` for the value.
        zone_reached: The place of the widget, a `QPoint`, that the keyboard has come to.
    """

    zone_chosen = Signal(object)
    zone_reached = Signal(object)

    def __init__(
        self, make: WidgetFactory, *, several: bool = False, name: str = "body-map"
    ) -> None:
        super().__init__()
        self._theme = make.theme
        self._several = several
        self._order = _reading_order()
        self._chosen: tuple[str, ...] = ()
        self._here = ""
        self._marks = Marks()
        self._muscles: tuple[Muscle, ...] = ()
        self._picture: BodyPicture | None = None
        self._figures: QPixmap | None = None
        self.setObjectName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        make.theme.changed.connect(self._look_anew)
        self._tell()

    @property
    def zones(self) -> tuple[str, ...]:
        """The ids of the chosen zones, in the order of choosing."""
        return self._chosen

    def set_zones(self, ids: Iterable[str]) -> None:
        """Show zones as chosen, without a signal; ids that are not known are left out."""
        known = [one for one in dict.fromkeys(ids) if one in zones_by_id()]
        self._chosen = tuple(known if self._several else known[:1])
        self._remark()

    def show_referral(self, pattern: Pattern | None, sides: Iterable[Side] = ("right",)) -> None:
        """Show a muscle, its trigger points and where it may refer pain to, or none."""
        both = tuple(sides) if pattern is not None else ()
        muscles = tuple(
            Muscle(name, side) for side in both for name in (pattern.muscles if pattern else ())
        )
        if muscles != self._muscles:
            self._muscles = muscles
            self._figures = None
        self._marks = Marks(
            referral=frozenset(
                zone
                for side in both
                for name in (pattern.refers_to if pattern else ())
                for zone in sided(name, side)
            ),
            points=tuple(
                point for side in both if pattern is not None for point in points_on(pattern, side)
            ),
            shades=self._marks.shades,
        )
        self._remark()

    def show_shades(self, shades: Mapping[str, tuple[float, str]]) -> None:
        """Fill zones, each by a share from 0 to 1, with a few letters on it, by their ids."""
        self._marks = replace(self._marks, shades=dict(shades))
        self._remark()

    def zone_centre(self, zone_id: str) -> QPoint:
        """A place of the widget that lies on a zone, for those who point at it.

        Raises:
            KeyError: There is no such zone.
        """
        picture, zone = self._laid_out(), zones_by_id()[zone_id]
        box = picture.zone_path(zone).boundingRect()
        for share in (0.5, 0.3, 0.7, 0.15, 0.85):
            for across in (0.5, 0.3, 0.7, 0.15, 0.85):
                x, y = box.left() + box.width() * across, box.top() + box.height() * share
                spot = QPoint(round(x), round(y))
                if picture.zone_at(spot.toPointF()) is zone:
                    return spot
        return box.center().toPoint()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the smaller the figures."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """High enough for figures that fill the width, within reason."""
        return max(264, min(700, round(width * SHAPE))) + 2 * self._caption_px() + self._here_px()

    def sizeHint(self) -> QSize:
        """Both figures at a size where a finger finds every zone."""
        return QSize(600, self.heightForWidth(600))

    def minimumSizeHint(self) -> QSize:
        """Small, but every zone can still be hit."""
        return QSize(264, self.heightForWidth(264))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figures, the marks on them and the captions."""
        painter = QPainter(self)
        picture = self._laid_out()
        if self._figures is None:
            self._figures = self._drawn(picture)
        painter.drawPixmap(0, 0, self._figures)
        painter.setFont(self._theme.font("small_strong"))
        picture.paint_marks(painter, self._marks, self._inks())
        self._paint_captions(painter, picture)
        if self.shows_focus:
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            focus_ring(painter, ring, tokens.RADIUS_M, self._theme.colour("focus"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the figures to the new size."""
        super().resizeEvent(event)
        self._look_anew()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the pointer."""
        zone = self._laid_out().zone_at(event.position())
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if zone is not None else Qt.CursorShape.ArrowCursor
        )
        self._go_to(zone.id if zone is not None else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        zone = self._laid_out().zone_at(event.position())
        if zone is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(zone.id)
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._go_to("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at what is chosen, or at the head."""
        super().focusInEvent(event)
        if not self._here and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go_to(self._first())
            self._tell_reached()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has left."""
        super().focusOutEvent(event)
        self._go_to("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the zones and choose."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in _ROWS:
            self._step_row(_ROWS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go_to(self._order[0 if key == Qt.Key.Key_Home else -1].id)
        elif key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._here:
                self._choose()
            else:
                self._go_to(self._first())
        else:
            super().keyPressEvent(event)
            return
        self._tell_reached()

    def event(self, event: QEvent) -> bool:
        """The name of a zone is its tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            zone = self._laid_out().zone_at(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), zone_title(zone) if zone is not None else "", self)
            return True
        return super().event(event)

    def _first(self) -> str:
        """Where the keyboard begins."""
        return self._chosen[-1] if self._chosen else self._order[0].id

    def _tell_reached(self) -> None:
        if self._here:
            self.zone_reached.emit(self.zone_centre(self._here))

    def _step(self, by: int) -> None:
        ids = [zone.id for zone in self._order]
        at = ids.index(self._here) + by if self._here else 0
        self._go_to(ids[max(0, min(len(ids) - 1, at))])

    def _step_row(self, by: int) -> None:
        here = zones_by_id().get(self._here)
        if here is None:
            self._step(0)
            return
        x, y = here.centre
        ahead = [
            zone
            for zone in self._order
            if zone.face == here.face and (y - zone.centre[1]) * by > _SAME_ROW_M
        ]
        if ahead:
            nearest = min(
                ahead,
                key=lambda zone: abs(zone.centre[1] - y) + 2.0 * abs(zone.centre[0] - x),
            )
            self._go_to(nearest.id)

    def _go_to(self, zone_id: str) -> None:
        if zone_id != self._here:
            self._here = zone_id
            self._remark()
            if zone_id and self.hasFocus():
                self._announce()

    def _choose(self) -> None:
        chosen = self._here
        if chosen in self._chosen:
            self._chosen = tuple(one for one in self._chosen if one != chosen)
        else:
            self._chosen = (*self._chosen, chosen) if self._several else (chosen,)
        self._remark()
        self._announce()
        self.zone_chosen.emit(chosen)

    def _remark(self) -> None:
        self._marks = replace(self._marks, chosen=frozenset(self._chosen), here=self._here)
        self._tell()
        self.update()

    def _tell(self) -> None:
        """Names for those who do not see the map."""
        known = zones_by_id()
        if self._chosen:
            chosen = "; ".join(zone_title(known[one]) for one in self._chosen)
            self.setAccessibleName(_("Body map: {zones}").format(zones=chosen))
        else:
            self.setAccessibleName(_("Body map: nothing chosen"))
        said = [_(_HELP)]
        if self._here:
            said.insert(0, _("At: {zone}.").format(zone=_spoken(known[self._here])))
        self.setAccessibleDescription(" ".join(said))

    def _announce(self) -> None:
        zone = zones_by_id()[self._here]
        chosen = zone.id in self._chosen
        pattern = _("{zone}, chosen") if chosen else _("{zone}, not chosen")
        words = pattern.format(zone=_spoken(zone))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _laid_out(self) -> BodyPicture:
        if self._picture is None:
            line = self._caption_px()
            rect = QRectF(self.rect()).adjusted(4, line, -4, -line - self._here_px())
            self._picture = BodyPicture(rect, self._theme.figure)
        return self._picture

    def _look_anew(self) -> None:
        self._picture = None
        self._figures = None
        self.updateGeometry()
        self.update()

    def _drawn(self, picture: BodyPicture) -> QPixmap:
        """The figures with the muscles, which change only with those, the size and the colours."""
        ratio = self.devicePixelRatioF()
        figures = QPixmap(self.size() * ratio)
        figures.setDevicePixelRatio(ratio)
        figures.fill(Qt.GlobalColor.transparent)
        painter = QPainter(figures)
        palette = figure_palette(self._theme.palette)
        picture.paint_figures(painter, palette, _LINE, self._muscles)
        painter.end()
        return figures

    def _paint_captions(self, painter: QPainter, picture: BodyPicture) -> None:
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("muted"))
        top, height = picture.bottom(), self._caption_px()
        half = picture.scale * 0.40
        first, last = (picture.centre_x(face) for face in FACES)
        above = max(0.0, picture.top() - height)
        # The left sides of both views lie beside each other, and are named once.
        for middle, line, words in (
            (first, above, _(_FACE_WORDS["front"])),
            (last, above, _(_FACE_WORDS["back"])),
            (first - half, top, _("Right")),
            ((first + last) / 2, top, _("Left")),
            (last + half, top, _("Right")),
        ):
            width = painter.fontMetrics().horizontalAdvance(words) + 2
            left = max(0.0, min(middle - width / 2, self.width() - width))
            place = QRectF(left, line, width, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        here = zones_by_id().get(self._here)
        if here is not None:
            painter.setFont(self._theme.font("small_strong"))
            painter.setPen(self._theme.colour("ink"))
            place = QRectF(0, top + height, self.width(), height)
            elide = Qt.TextElideMode.ElideRight
            words = painter.fontMetrics().elidedText(zone_title(here), elide, self.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _caption_px(self) -> int:
        return self._theme.px(22)

    def _here_px(self) -> int:
        """Room for the name of the place under the pointer or the keyboard."""
        return self._theme.px(26)

    def _inks(self) -> Inks:
        figure = figure_palette(self._theme.palette)
        return Inks(
            chosen=QColor(figure.stretch),
            here=_LINE,
            referral=QColor(figure.strength),
            point=_LINE,
            halo=QColor("#ffffff"),
            on_dark=is_dark(figure, self._theme.figure),
        )


def _reading_order() -> tuple[Zone, ...]:
    """Each face from head to foot, and every row as one reads it."""
    ordered: list[Zone] = []
    for face in FACES:
        seen = [zone for zone in zones() if zone.face == face]
        names = [zone.name for zone in seen]
        flip = 1.0 if face == "front" else -1.0
        keys = {zone.id: (names.index(zone.name), flip * zone.centre[0]) for zone in seen}
        ordered += [zones_by_id()[one] for one in sorted(keys, key=keys.__getitem__)]
    return tuple(ordered)


def _spoken(zone: Zone) -> str:
    view = _("{zone}, front view") if zone.face == "front" else _("{zone}, back view")
    return view.format(zone=zone_title(zone))
