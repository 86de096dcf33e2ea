"""The question which of two versions is to stay, where two people have written at a time."""

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.words.catalogue import _


class ConflictChoice(Enum):
    """Whose version of a plan is to stay."""

    MINE = auto()
    THEIRS = auto()


class ConflictPanel(QWidget):
    """The question.

    Signals:
        settled: A `ConflictChoice`.
    """

    settled = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        heading = _("Somebody else has changed this plan in the meantime")
        panel = make.panel(mood="caution", icon="caution", heading=heading, name="plan-conflict")
        about = _("Nothing was written over. Which version is to stay?")
        panel.body.addWidget(make.label(about))
        flow, actions = Flow(), ValueButtonGroup(self)
        actions.chosen.connect(self.settled)
        for button, whose in (
            (make.button(_("Keep mine"), "primary", name="conflict-mine"), ConflictChoice.MINE),
            (make.button(_("Take theirs"), name="conflict-theirs"), ConflictChoice.THEIRS),
        ):
            actions.add(button, whose)
            flow.add(button)
        panel.body.addWidget(flow)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
