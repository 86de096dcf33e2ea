"""Chips to press: what is noticed beside the strength of a pain, and where it hurts."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from posture_app.coach.pain_rule import Condition, Sign
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import dashed, focus_ring, rounded
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import safety as safety_words

_WIDEST_PX = 270
_BROKEN = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_AFTER_NEEDLING = (Sign.BREATHLESS_AFTER_NEEDLING, Sign.FEVER_AFTER_INJECTION)


def signs_to_ask(conditions: Iterable[Condition]) -> tuple[Sign, ...]:
    """What a person is asked on the way, by what they told about their health."""
    needled = Condition.RECENT_INJECTION in conditions
    return tuple(one for one in safety_words.SHORT_SIGNS if needled or one not in _AFTER_NEEDLING)


class AnswerChip(KeyboardFocus, QPushButton):
    """An answer that is pressed to give it, and again to take it back."""

    def __init__(self, make: WidgetFactory, words: str) -> None:
        super().__init__(words)
        self._theme = make.theme
        self._is_suggested = False
        self.setCheckable(True)
        self.setAutoDefault(False)  # Enter on a sheet is for its main button
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_suggested(self, *, suggested: bool) -> None:
        """Outline it as an answer of another day, which is none yet."""
        self._is_suggested = suggested
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the words, on two lines where one would be wider than a narrow window."""
        pad, height = self._theme.px(28), self._theme.px(38)
        metrics = QFontMetrics(self._theme.font("body"))
        width = metrics.horizontalAdvance(self.text())
        widest = self._theme.px(_WIDEST_PX) - pad
        if width > widest:
            room = QRect(0, 0, widest, metrics.height() * 4)
            broken = metrics.boundingRect(room, _BROKEN, self.text())
            return QSize(broken.width() + 2 + pad, broken.height() + height - metrics.height())
        return QSize(width + pad, height)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the main button, on every desktop; Space answers."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the chip, filled when it is chosen."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        colour = self._theme.colour
        fill, border = ("accent_soft", "accent") if self.isChecked() else ("surface", "edge")
        inner = rect.adjusted(3, 3, -3, -3) if self.shows_focus else rect
        radius = min(inner.height(), self._theme.px(38)) / 2
        rounded(painter, inner, radius, colour(fill), colour(border))
        if self._is_suggested and not self.isChecked():
            dashed(painter, inner, radius, colour("accent"))
        if self.shows_focus:
            focus_ring(painter, rect, radius, colour("focus"))
        painter.setFont(self._theme.font("body"))
        painter.setPen(colour("ink"))
        pad = self._theme.px(28) / 2 - 1
        painter.drawText(rect.adjusted(pad, 0, -pad, 0), _BROKEN, self.text())


class SignChips(QWidget):
    """A question with a chip for each sign; as many are chosen as are there.

    Signals:
        changed: Another choice than before.
    """

    changed = Signal()

    def __init__(self, make: WidgetFactory, question: str, signs: Sequence[Sign]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE_S)
        layout.addWidget(make.label(question, "strong"))
        flow = Flow()
        self._chips: dict[Sign, AnswerChip] = {}
        for sign in signs:
            chip = make(AnswerChip, safety_words.short_sign(sign))
            chip.setObjectName(f"sign_{sign.value}")
            chip.setAccessibleName(safety_words.sign(sign))
            chip.setToolTip(plain_tip(chip.accessibleName()))
            chip.toggled.connect(self.changed)
            self._chips[sign] = chip
            flow.add(chip)
        layout.addWidget(flow)

    @property
    def chosen(self) -> frozenset[Sign]:
        """What was pressed."""
        return frozenset(sign for sign, chip in self._chips.items() if chip.isChecked())

    def clear(self) -> None:
        """Begin anew."""
        for chip in self._chips.values():
            chip.setChecked(False)
