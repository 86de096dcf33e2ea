"""What the figure's muscles mean: those that work, are stretched or lie deep; and its signs."""

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.body.muscles import DEEP
from posture_app.library.model import Exercise
from posture_app.ui.figure.muscle_look import MuscleRole, PatchLook, look_of, paint_patch
from posture_app.ui.figure.palette import figure_palette
from posture_app.ui.figure.picture import strain_of
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.figure.ways import Way, WayKind, paint_ways
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import pgettext
from posture_app.words.formats import enumerated

_WIDE: Final = 26
_HIGH: Final = 14
_SIGN_PX: Final = 1.6
"""How wide the lines of a sign are."""
_LINES: Final[dict[MuscleRole, tuple[tuple[QPointF, QPointF], ...]]] = {
    "works": tuple((QPointF(0.0, at), QPointF(1.0, at)) for at in (0.3, 0.5, 0.7)),
    "lengthens": tuple((QPointF(at, 0.0), QPointF(at, 1.0)) for at in (0.2, 0.4, 0.6, 0.8)),
}
"""A muscle's lines in a square of one: along its length, or across it."""


_RAY: Final = 0.3
"""How long a ray is, as a share of the room for it."""


class _Entry(NamedTuple):
    text: str
    role: MuscleRole
    deep: bool
    sign: WayKind | None = None


class MuscleLegend(QWidget):
    """A line with a swatch and a word for each kind of muscle that an exercise's figure shows.

    So has the sign of what strains without moving. Without an exercise, or with one that shows none
    of this, it is empty and takes no room.
    """

    def __init__(self, make: WidgetFactory, exercise: Exercise | None = None) -> None:
        super().__init__()
        self._theme = make.theme
        self._shown: tuple[tuple[MuscleRole, frozenset[str]], ...] = ()
        self._strain: WayKind | None = None
        self._is_massage = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        make.theme.changed.connect(self.updateGeometry)
        if exercise is not None:
            self.show_exercise(exercise)

    def take_theme(self, theme: Theme) -> None:
        """Be as large as what it lies in from now on; the colours stay the same."""
        self._theme = theme
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def show_exercise(self, exercise: Exercise) -> None:
        """Name what this exercise's figure shows."""
        scene = scene_of(exercise)
        self._shown = (
            ("works", frozenset(muscle.name for muscle in scene.works)),
            ("lengthens", frozenset(muscle.name for muscle in scene.lengthens)),
        )
        self._strain = strain_of(scene)
        self._is_massage = exercise.category == "self-massage"
        self.setAccessibleName(enumerated([entry.text for entry in self._entries()]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line of small text, as wide as its words."""
        entries = self._entries()
        if not entries:
            return QSize(0, 0)
        metrics = QFontMetrics(self._theme.font("small"))
        widths = [self._room() + metrics.horizontalAdvance(entry.text) for entry in entries]
        gaps = tokens.SPACE_L * (len(entries) - 1)
        return QSize(sum(widths) + gaps + 2, max(metrics.height(), self._theme.px(_HIGH)) + 2)

    def minimumSizeHint(self) -> QSize:
        """The same, as nothing of it may be cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the swatches and their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font("small")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        wide, high = self._theme.px(_WIDE), self._theme.px(_HIGH)
        left = 0.0
        for entry in self._entries():
            swatch = QRectF(left + 1, (self.height() - high) / 2, wide - 2, high)
            self._paint_swatch(painter, swatch, entry)
            painter.setPen(self._theme.colour("muted"))
            left += self._room()
            width = metrics.horizontalAdvance(entry.text) + 2
            painter.drawText(
                QRectF(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, entry.text
            )
            left += width + tokens.SPACE_L
        painter.end()

    def _paint_swatch(self, painter: QPainter, place: QRectF, entry: _Entry) -> None:
        palette = figure_palette(self._theme.palette)
        if entry.sign is not None:
            paint_ways(painter, [_sign(entry.sign, place)], palette, self._theme.px(_SIGN_PX))
            return
        look: PatchLook = look_of(entry.role, palette, deep=entry.deep)
        corner = place.height() / 3
        # On the figure's cloth, as on the figure: the dark ground is too near to the colours.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.top))
        painter.drawRoundedRect(place, corner, corner)
        outline, lines = QPainterPath(), QPainterPath()
        outline.addRoundedRect(place.adjusted(1, 1, -1, -1), corner, corner)
        for start, end in _LINES[entry.role]:
            for point, step in ((start, lines.moveTo), (end, lines.lineTo)):
                step(
                    place.left() + 2 + point.x() * (place.width() - 4),
                    place.top() + 2 + point.y() * (place.height() - 4),
                )
        paint_patch(painter, outline, outline, lines, look)

    def _room(self) -> int:
        return self._theme.px(_WIDE) + tokens.SPACE_S

    def _entries(self) -> list[_Entry]:
        words: dict[MuscleRole, str] = {
            "works": pgettext("muscles", "Works"),
            "lengthens": pgettext("muscles", "Stretches"),
        }
        deep: dict[MuscleRole, str] = {
            "works": pgettext("muscles", "Works, lies deep"),
            "lengthens": pgettext("muscles", "Stretches, lies deep"),
        }
        if self._is_massage:
            # A ball does not make a muscle longer.
            words["lengthens"] = pgettext("muscles", "Is pressed")
            deep["lengthens"] = pgettext("muscles", "Is pressed, lies deep")
        entries = []
        mixed: MuscleRole | None = None
        for role, names in self._shown:
            if names and names <= DEEP:
                entries.append(_Entry(deep[role], role, deep=True))
            elif names:
                entries.append(_Entry(words[role], role, deep=False))
                mixed = role if names & DEEP else mixed
        if mixed is not None:
            entries.append(_Entry(pgettext("muscles", "Lies deep"), mixed, deep=True))
        if self._strain is not None:
            still = pgettext("muscles", "Without movement")
            entries.append(_Entry(still, "works", deep=False, sign=self._strain))
        return entries


def _sign(kind: WayKind, place: QRectF) -> Way:
    """A sign of a still, as large as a swatch."""
    middle = place.center()
    if kind == "tension":
        ray = _RAY * place.height()
        low = place.bottom() - ray
        return Way(((middle.x(), low), (middle.x(), low - ray)), is_whole=True, kind=kind)
    ends = (place.left(), middle.y()), (place.right(), middle.y())
    return Way(ends, is_whole=True, kind=kind)
