"""A calm box for what must not be overlooked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import _

_BUTTON_BESIDE_PX: Final = 388
"""From this width on, at a text size of 100 per cent, the button is beside the words."""


class _BesideOrBelow(QBoxLayout):
    """A button beside some words, or below them where they would be narrow.

    Which of the two goes by the width that is asked about, not by the one there is: it can be asked
    how high it would be elsewhere.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._theme = theme

    def heightForWidth(self, width: int, /) -> int:
        """As high as the words, or as both."""
        words, *others = [one for one in map(self.itemAt, range(self.count())) if one is not None]
        button = next((one.sizeHint() for one in others if not one.isEmpty()), None)
        if button is None:
            return words.heightForWidth(width)
        if self._is_narrow(width):
            return words.heightForWidth(width) + self.spacing() + button.height()
        beside = words.heightForWidth(width - button.width() - self.spacing())
        return max(beside, button.height())

    def minimumHeightForWidth(self, width: int, /) -> int:
        """Nothing of it is given up."""
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect, /) -> None:
        """Put both into their places."""
        directions = QBoxLayout.Direction
        is_narrow = self._is_narrow(rect.width())
        self.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        super().setGeometry(rect)

    def _is_narrow(self, width: int) -> bool:
        return width < self._theme.px(_BUTTON_BESIDE_PX)


class WarningBox(QWidget):
    """A calm box for what must not be overlooked; the rest of it is behind one button."""

    def __init__(self, make: WidgetFactory, text: str, full: str = "") -> None:
        super().__init__()
        self._theme, self._make = make.theme, make
        whole = self._whole = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(tokens.SPACE_XS)
        layout = _BesideOrBelow(make.theme)
        layout.setSpacing(tokens.SPACE_M)
        self._label = make.label("", "small", "ink")
        self._more = make.button(
            _("When to stop"),
            "quiet",
            tip=_("What to stop for, and what to do then"),
            flush=True,
            name="player_stops",
        )
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show)
        self._short = self._full = ""
        self._grave = False
        layout.addWidget(self._label, 1)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(layout)
        self.say(text, full=full)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say_always(self, lines: Sequence[str]) -> None:
        """What is to be read whatever else it says: first, where that is not grave."""
        make = self._make
        always = column(tokens.SPACE_XS)
        for line in lines:
            always.addWidget(make.label(line, "small", "ink"))
        self._whole.insertLayout(0, always)

    def say(self, text: str, *, full: str = "", grave: bool = False) -> None:
        """Say something else.

        Args:
            text: What is read at once.
            full: What is read in its place by who wants to know more.
            grave: Whether it is on the ground of what is dangerous.
        """
        self._more.setVisible(bool(full))
        if (text, full, grave) == (self._short, self._full, self._grave):
            return
        self._short, self._full, self._grave = text, full, grave
        directions = QBoxLayout.Direction
        self._whole.setDirection(directions.BottomToTop if grave else directions.TopToBottom)
        self._more.setChecked(False)
        self._show()
        self.update()

    @Slot()
    def _show(self) -> None:
        is_open = self._more.isChecked() and bool(self._full)
        self._label.setText(self._full if is_open else self._short)
        self._more.set_text(_("Show less") if is_open else _("When to stop"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the soft ground."""
        painter = QPainter(self)
        ground = "danger_soft" if self._grave else "caution_soft"
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_M, self._theme.colour(ground))
