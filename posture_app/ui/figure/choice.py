"""Choosing whom the figure shows, by small pictures.

What draws them is loaded when the first is painted, which is when the page has been filled: a start
that opens Settings does not wait for it.
"""

from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap

from posture_app.preferences import BODIES, SKIN_TONES, FigureAppearance
from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Palette
from posture_app.ui.widgets.controls import Option, Segment, Segments
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.words.catalogue import pgettext

Aspect = Literal["body", "skin"]

_WIDE: Final = 64
_HIGH: Final[dict[Aspect, int]] = {"body": 112, "skin": 72}
_WORDS_HIGH: Final = 22
_EDGE: Final = 4
_CHOSEN_PX: Final = 2.5


class AppearanceSegment(Segment):
    """One body or one tone of skin: its picture, and its name below."""

    def __init__(self, make: WidgetFactory, option: Option, aspect: Aspect) -> None:
        super().__init__(make.theme, option)
        self._aspect: Aspect = aspect
        self._shown: FigureAppearance | None = None
        self._picture: tuple[object, QPixmap] | None = None
        self.setObjectName(f"segment-{aspect}-{option.value}")

    def show_appearance(self, appearance: FigureAppearance) -> None:
        """Show how the figure that is chosen now would look with this."""
        self._shown = appearance
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the picture and its name."""
        metrics = QFontMetrics(self._theme.font("small_strong"))
        words = metrics.horizontalAdvance(self.text()) + 2 * _EDGE
        px = self._theme.px
        return QSize(max(px(_WIDE), words), px(_HIGH[self._aspect] + _WORDS_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in a frame, which is strong around the chosen one."""
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        words_px = theme.px(_WORDS_HIGH)
        place = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -words_px)
        edge = theme.colour("accent" if chosen else "line")
        rounded(
            painter,
            place,
            tokens.RADIUS_S,
            theme.colour("tile"),
            edge,
            _CHOSEN_PX if chosen else 1.0,
        )
        inside = place.adjusted(2, 2, -2, -2)
        if self._shown is not None and not inside.isEmpty():
            self._paint_figure(painter, inside, self._offered(self._shown))
        painter.setFont(theme.font("small_strong" if chosen else "small"))
        painter.setPen(theme.colour("accent_ink" if chosen else "ink"))
        words = QRectF(0, self.height() - words_px, self.width(), words_px)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.shows_focus:
            focus_ring(painter, QRectF(self.rect()), tokens.RADIUS_S, theme.colour("focus"))

    def _paint_figure(self, painter: QPainter, place: QRectF, appearance: FigureAppearance) -> None:
        """Draw it once: it is painted again for each step in which a sheet appears."""
        ratio, palette = self.devicePixelRatioF(), self._theme.palette
        key = place.size().toTuple(), ratio, palette, appearance
        if self._picture is None or self._picture[0] != key:
            self._picture = key, self._drawn(place.size(), ratio, palette, appearance)
        painter.drawPixmap(place.topLeft(), self._picture[1])

    def _drawn(
        self, size: QSizeF, ratio: float, palette: Palette, appearance: FigureAppearance
    ) -> QPixmap:
        from posture_app.ui.figure.standing import Shown, paint_standing  # noqa: PLC0415 - see above

        shown: Shown = "body" if self._aspect == "body" else "head"
        picture = QPixmap((size * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_standing(painter, QRectF(QPointF(), size), shown, palette, appearance)
        painter.end()
        return picture

    def _offered(self, shown: FigureAppearance) -> FigureAppearance:
        """What is chosen now, with this in its place."""
        if self._aspect == "body":
            return replace(shown, body=BODIES[BODIES.index(self.value)])
        return replace(shown, skin=SKIN_TONES[SKIN_TONES.index(self.value)])


class AppearanceChoice(Segments):
    """The bodies or the tones of skin side by side, of which one counts.

    Signals:
        chosen: A value of `preferences.BODIES` or `preferences.SKIN_TONES`.
    """

    def __init__(self, make: WidgetFactory, aspect: Aspect, title: str, name: str) -> None:
        self._make, self._aspect = make, aspect
        super().__init__(make.theme, _options(aspect), title, name)

    def show_appearance(self, appearance: FigureAppearance) -> None:
        """Show what is chosen, without telling anyone."""
        self.set_value(getattr(appearance, self._aspect))
        for segment in self.findChildren(AppearanceSegment):
            segment.show_appearance(appearance)

    def segment(self, option: Option) -> Segment:
        """A picture for each."""
        return self._make(AppearanceSegment, option, self._aspect)


def _options(aspect: Aspect) -> list[Option]:
    if aspect == "body":
        bodies = {"narrow": pgettext("body", "Narrow"), "broad": pgettext("body", "Broad")}
        return [Option(one, bodies[one]) for one in BODIES]
    tones = {
        "light": pgettext("skin", "Light"),
        "medium": pgettext("skin", "Medium"),
        "brown": pgettext("skin", "Brown"),
        "dark": pgettext("skin", "Dark"),
    }
    return [Option(one, tones[one]) for one in SKIN_TONES]
