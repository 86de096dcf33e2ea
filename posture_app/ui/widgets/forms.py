"""What is set or filled in: a title, what it means, and the control at the right or below."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Role, Tone
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.controls import Switch
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Columns

STACK_BELOW_PX: Final = 480
"""Below this width a control stands under its words; a switch is small enough to stay."""


class FormRow(Columns):
    """One row; more can be said in `words`, below the explanation."""

    def __init__(
        self,
        make: WidgetFactory,
        title: str,
        about: str | Label = "",
        control: QWidget | None = None,
        role: Role = "strong",
    ) -> None:
        stacks = not isinstance(control, Switch)
        super().__init__(make.theme, STACK_BELOW_PX if stacks else 0, tokens.SPACE_M)
        self.rule: QWidget | None = None
        self.title = make.label(title, role)
        self.words = column(2)
        self.words.addWidget(self.title)
        if isinstance(about, Label):
            self.words.addWidget(about)
        elif about:
            self.words.addWidget(make.label(about, "small", "muted"))
        self.box.addLayout(self.words, 1)
        if control is not None:
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            self.box.addWidget(control, 0, side)

    def set_shown(self, *, is_shown: bool) -> None:
        """Show or hide the row with the line above it."""
        self.setVisible(is_shown)
        if self.rule is not None:
            self.rule.setVisible(is_shown)


class TitledField(QWidget):
    """A title and what it means, and below them, in `body`, what is filled in."""

    def __init__(
        self,
        make: WidgetFactory,
        title: str,
        about: str = "",
        role: Role = "strong",
        tone: Tone = "ink",
        *,
        wraps: bool = True,
    ) -> None:
        """Make it without a control; with neither title nor `about` it is nothing but `body`."""
        super().__init__()
        outer = column(tokens.SPACE_XS)
        self.setLayout(outer)
        self.title = make.label(title, role, tone, wrap=wraps)
        outer.addWidget(self.title)
        if not title:
            self.title.hide()
        if about:
            outer.addWidget(make.label(about, "small", "muted"))
        self.body = column(tokens.SPACE_S)
        outer.addLayout(self.body)
        self._outer = outer

    def add_below(self, widget: QWidget) -> None:
        """Put something below what is filled in, as near as the title is above it."""
        self._outer.addWidget(widget)


class Form(QWidget):
    """Rows one below another, with lines between them where each is a setting of its own.

    The titles of rows that belong to one setting are not strong.
    """

    def __init__(self, make: WidgetFactory, *, is_divided: bool = True) -> None:
        super().__init__()
        self._make = make
        self._is_divided = is_divided
        self._rows = column(tokens.SPACE_L if is_divided else tokens.SPACE_M)
        self.setLayout(self._rows)

    def add(self, title: str, about: str | Label = "", control: QWidget | None = None) -> FormRow:
        """Put a row below those there are."""
        role: Role = "strong" if self._is_divided else "body"
        line = self._make(FormRow, title, about, control, role)
        if self._is_divided and self._rows.count():
            line.rule = self._make.hairline()
            self._rows.addWidget(line.rule)
        self._rows.addWidget(line)
        return line
