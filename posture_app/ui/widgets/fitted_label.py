"""Words that keep to the room they are given: in a smaller type first, then with an ellipsis."""

import math
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QTextLayout

from posture_app.ui.theme.tokens import Role, Tone
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.hyphens import SOFT_HYPHEN, with_hyphens
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.tips import plain_tip

_LINE_BREAK: Final = "\u2028"
"""How a text layout is told to begin a new line."""


class FittedLabel(Label):
    """Takes no more lines than it is allowed.

    What does not fit is left out at the end; a screen reader is told all of it, and so is who
    waits over it with the pointer.
    """

    def __init__(
        self, make: WidgetFactory, text: str = "", role: Role = "body", tone: Tone = "ink"
    ) -> None:
        self._most_lines: int | None = None
        super().__init__(make.theme, text, role, tone)

    @property
    def is_whole(self) -> bool:
        """Whether all the words are seen."""
        most = self._most_lines
        width = float(self.contentsRect().width())
        return most is None or super()._broken(width).lineCount() <= most

    def take_role(self, role: Role) -> None:
        """Take on another step of the type scale, where it is another one."""
        if role != self._role:
            self.set_role(role)

    def limit(self, most_lines: int) -> None:
        """Take so many lines at most from now on, and at least one."""
        most_lines = max(1, most_lines)
        if most_lines != self._most_lines:
            self._most_lines = most_lines
            self._measure_anew()
            self._offer_whole()
            self.updateGeometry()
            self.update()

    def setText(self, text: str, /) -> None:
        """Say something else."""
        super().setText(text)
        self._offer_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it is cut."""
        super().resizeEvent(event)
        self._offer_whole()

    def lines_in(self, role: Role, width: int) -> tuple[int, int]:
        """How many lines the words take in a step of the type scale, and how high they all are.

        More than there can be where a word is longer than the width, and would have to be broken.
        """
        font = self._theme.font(role)
        metrics = QFontMetrics(font)
        if any(metrics.horizontalAdvance(word) > width for word in self.text().split()):
            return len(self.text()), metrics.lineSpacing()
        layout = self._lines(self.text(), width, font)
        return layout.lineCount(), math.ceil(layout.boundingRect().height())

    def _lines(self, text: str, width: float, font: QFont | None = None) -> QTextLayout:
        """The same, with a hyphen where a word is too long for a line."""
        metrics = QFontMetrics(font or self.font())
        if metrics.horizontalAdvance(text) > width:
            long = {one for one in text.split() if metrics.horizontalAdvance(one) > width}
            for word in long:
                text = text.replace(word, with_hyphens(word))
        return super()._lines(text, width, font)

    def _offer_whole(self) -> None:
        self.setToolTip(plain_tip("" if self.is_whole else self.text()))

    def _height_px(self, width: float) -> float:
        # The heights that all labels share are those of whole texts.
        return self._laid_out(width).boundingRect().height()

    def _broken(self, width: float) -> QTextLayout:
        layout = super()._broken(width)
        most = self._most_lines
        if most is None or layout.lineCount() <= most:
            return layout
        start = layout.lineAt(most - 1).textStart()
        kept, rest = layout.text()[:start], layout.text()[start:].replace(_LINE_BREAK, " ")
        rest = rest.replace(SOFT_HYPHEN, "")
        last = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, int(width))
        lines = [layout.lineAt(at) for at in range(most - 1)]
        begun = [kept[one.textStart() : one.textStart() + one.textLength()] for one in lines]
        # Before a line that is begun by hand no soft hyphen is seen.
        begun = [f"{one[:-1]}-" if one.endswith(SOFT_HYPHEN) else one.strip() for one in begun]
        return self._lines(_LINE_BREAK.join([*begun, last]), width)
