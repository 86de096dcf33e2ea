"""What the figure's muscles mean: those that work, are stretched or lie deep; and its signs."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.body.muscles import DEEP
from posture_app.library.model import Exercise
from posture_app.ui.figure.arrow_paths import ArrowKind, ArrowPath, paint_arrow_paths, pen_of
from posture_app.ui.figure.muscle_look import MuscleRole, look_of, paint_patch
from posture_app.ui.figure.palette import FigurePalette, figure_palette
from posture_app.ui.figure.picture import strain_of
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import pgettext
from posture_app.words.formats import enumerated

_WIDE: Final = 26
_HIGH: Final = 14
SIGN_PX: Final = 1.6
"""How wide the lines of a sign are."""
_LINES: Final[dict[MuscleRole, tuple[tuple[QPointF, QPointF], ...]]] = {
    "works": tuple((QPointF(0.0, at), QPointF(1.0, at)) for at in (0.3, 0.5, 0.7)),
    "lengthens": tuple((QPointF(at, 0.0), QPointF(at, 1.0)) for at in (0.2, 0.4, 0.6, 0.8)),
}
"""A muscle's lines in a square of one: along its length, or across it."""


_AIR: Final = 2
"""More than its advance takes a word of which a letter reaches beyond it."""
_RAY: Final = 0.3
"""How long a ray is, as a share of the room for it."""


class MuscleEntry(NamedTuple):
    """What is told of a figure.

    Attributes:
        text: In words.
        role: Of the muscles that it is about.
        deep: Whether those lie deep.
        sign: A sign of a still that it is about in their place.
    """

    text: str
    role: MuscleRole
    deep: bool
    sign: ArrowKind | None = None


def legend_entries(exercises: Sequence[Exercise]) -> list[MuscleEntry]:
    """What is to be told of the figures of some exercises, in the language that is spoken."""
    # A ball does not make a muscle longer.
    pressed = frozenset(one.id for one in exercises if one.category == "self-massage")
    scenes = [(one.id in pressed, scene_of(one)) for one in exercises]
    shown: tuple[tuple[MuscleRole, str, str, set[str]], ...] = (
        (
            "works",
            pgettext("muscles", "Works"),
            pgettext("muscles", "Works, lies deep"),
            {muscle.name for _, scene in scenes for muscle in scene.works},
        ),
        (
            "lengthens",
            pgettext("muscles", "Stretches"),
            pgettext("muscles", "Stretches, lies deep"),
            {one.name for presses, scene in scenes if not presses for one in scene.lengthens},
        ),
        (
            "lengthens",
            pgettext("muscles", "Is pressed"),
            pgettext("muscles", "Is pressed, lies deep"),
            {one.name for presses, scene in scenes if presses for one in scene.lengthens},
        ),
    )
    entries = []
    mixed: MuscleRole | None = None
    for role, words, deep_words, names in shown:
        if names and names <= DEEP:
            entries.append(MuscleEntry(deep_words, role, deep=True))
        elif names:
            entries.append(MuscleEntry(words, role, deep=False))
            mixed = role if names & DEEP else mixed
    if mixed is not None:
        entries.append(MuscleEntry(pgettext("muscles", "Lies deep"), mixed, deep=True))
    still = pgettext("muscles", "Without movement")
    strains = dict.fromkeys(strain_of(scene) for _, scene in scenes)
    # Beside arrows of what moves, which look alike, that of a press would be said of all of them.
    told = [one for one in strains if one == "tension" or (one == "press" and None not in strains)]
    entries += [MuscleEntry(still, "works", False, sign) for sign in told]
    return entries


def swatch_lines(role: MuscleRole, place: QRectF) -> list[tuple[QPointF, QPointF]]:
    """A muscle's lines in a swatch: along its fibres, or across them."""
    inner = place.adjusted(2, 2, -2, -2)

    def at(point: QPointF) -> QPointF:
        return QPointF(
            inner.left() + point.x() * inner.width(), inner.top() + point.y() * inner.height()
        )

    return [(at(start), at(end)) for start, end in _LINES[role]]


def paint_swatch(
    painter: QPainter,
    place: QRectF,
    entry: MuscleEntry,
    palette: FigurePalette,
    sign_px: float = SIGN_PX,
) -> None:
    """Paint what an entry is about as it looks on the figure; antialiasing is on.

    Args:
        painter: Where to.
        place: Where, in pixels of a screen.
        entry: What it stands for.
        palette: The figure's colours.
        sign_px: How wide the lines of a sign are.
    """
    if entry.sign is not None:
        sign = sign_of(entry.sign, place, sign_px)
        paint_arrow_paths(painter, [sign], palette, pen_of(sign_px))
        return
    look = look_of(entry.role, palette, deep=entry.deep)
    corner = place.height() / 3
    # On the figure's cloth, as on the figure: the dark ground is too near to the colours.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.top))
    painter.drawRoundedRect(place, corner, corner)
    outline, lines = QPainterPath(), QPainterPath()
    outline.addRoundedRect(place.adjusted(1, 1, -1, -1), corner, corner)
    for start, end in swatch_lines(entry.role, place):
        lines.moveTo(start)
        lines.lineTo(end)
    paint_patch(painter, outline, outline, lines, look)


class MuscleLegend(QWidget):
    """A swatch and a word for each kind of muscle that an exercise's figure shows, on one line.

    So has the sign of what strains without moving. Where it is narrow, each has its own line.
    Without an exercise, or with one that shows none of this, it is empty and takes no room.
    """

    def __init__(self, make: WidgetFactory, exercise: Exercise | None = None) -> None:
        super().__init__()
        self._theme = make.theme
        self._most_px: int | None = None
        self._shown: tuple[Exercise, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        make.theme.changed.connect(self.updateGeometry)
        if exercise is not None:
            self.show_exercise(exercise)

    def fit(self, most_px: int) -> None:
        """Give each word a line of its own where all on one would be wider than this."""
        if most_px != self._most_px:
            self._most_px = most_px
            self.updateGeometry()
            self.update()

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
        self._shown = (exercise,)
        self.setAccessibleName(enumerated([entry.text for entry in self._entries()]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Lines of small text, as wide as their words."""
        metrics = QFontMetrics(self._theme.font("small"))
        widths = self._widths_px(metrics)
        if not widths:
            return QSize(0, 0)
        line = self._line_px(metrics)
        if self._is_stacked(metrics):
            return QSize(max(widths) + _AIR, line * len(widths))
        return QSize(self._on_one_line_px(widths), line)

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
        palette = figure_palette(self._theme.palette)
        is_stacked = self._is_stacked(metrics)
        line = self._line_px(metrics) if is_stacked else self.height()
        left = top = 0.0
        for entry in self._entries():
            swatch = QRectF(left + 1, top + (line - high) / 2, wide - 2, high)
            paint_swatch(painter, swatch, entry, palette, self._theme.px(SIGN_PX))
            painter.setPen(self._theme.colour("muted"))
            words = QRectF(
                left + self._room(), top, metrics.horizontalAdvance(entry.text) + _AIR, line
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, entry.text)
            if is_stacked:
                top += line
            else:
                left = words.right() + tokens.SPACE_L
        painter.end()

    def _is_stacked(self, metrics: QFontMetrics) -> bool:
        widest = self._on_one_line_px(self._widths_px(metrics))
        return self._most_px is not None and widest > self._most_px

    def _widths_px(self, metrics: QFontMetrics) -> list[int]:
        return [self._room() + metrics.horizontalAdvance(one.text) for one in self._entries()]

    def _on_one_line_px(self, widths: Sequence[int]) -> int:
        return sum(widths) + tokens.SPACE_L * (len(widths) - 1) + _AIR * len(widths)

    def _line_px(self, metrics: QFontMetrics) -> int:
        return max(metrics.height(), self._theme.px(_HIGH)) + 2

    def _room(self) -> int:
        return self._theme.px(_WIDE) + tokens.SPACE_S

    def _entries(self) -> list[MuscleEntry]:
        return legend_entries(self._shown)


def sign_of(kind: ArrowKind, place: QRectF, width: float) -> ArrowPath:
    """A sign of a still, as large as a swatch.

    Args:
        kind: Which.
        place: The swatch.
        width: How wide its lines are.
    """
    x, y = place.center().x(), place.center().y()
    if kind == "tension":
        ray = _RAY * place.height()
        low = place.bottom() - ray
        return ArrowPath(((x, low), (x, low - ray)), is_whole=True, kind=kind)
    # The tip goes a little beyond the last point.
    ends = place.left() + width, place.right() - 2 * width
    return ArrowPath(tuple((end, y) for end in ends), is_whole=True, kind=kind)
