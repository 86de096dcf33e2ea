"""What stands in the place of the pages when library and log cannot be loaded."""

from PySide6.QtCore import Signal

from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words.catalogue import _


class CannotLoad(ScrollPage):
    """A sentence, and a button for another try.

    Signals:
        try_wanted: The person wants another try.
    """

    try_wanted = Signal()

    def __init__(self, make: WidgetFactory, problem: str) -> None:
        super().__init__(make.theme)
        self.setObjectName("cannot-load")
        again = make.button(_("Try again"), "primary", name="try-again")
        again.clicked.connect(self.try_wanted)
        title, why = _("This cannot be shown yet"), make.text(problem)
        self.column.addWidget(make(StateCard, "looking", title, [why], again, name="fault"))
        self.column.addStretch(1)
