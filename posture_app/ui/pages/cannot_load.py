"""What stands in the place of the pages when library and log cannot be loaded."""

from PySide6.QtCore import Signal

from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.state_card import StatePicture
from posture_app.words.catalogue import _


class CannotLoad(ScrollPage):
    """A sentence, and a button for another try.

    Signals:
        try_wanted: The person wants another try.
    """

    try_wanted = Signal()

    def __init__(self, theme: Theme, problem: str) -> None:
        super().__init__(theme)
        self.setObjectName("cannot-load")
        make = WidgetFactory(theme)
        self.column.addWidget(make(StatePicture, "looking"))
        self.column.addSpacing(tokens.SPACE_M)
        self.column.addWidget(make.label(_("This cannot be shown yet"), "display"))
        self.column.addSpacing(tokens.SPACE_M)
        self.column.addWidget(make.text(problem))
        self.column.addSpacing(tokens.SPACE_XL)
        again = make.button(_("Try again"), "primary", name="try-again")
        again.clicked.connect(self.try_wanted)
        self.column.addWidget(again)
        self.column.addStretch(1)
