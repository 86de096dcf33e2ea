"""The player as a patient has it, clearly marked as a preview."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import set_ground
from posture_app.words.catalogue import _


class PreviewFrame(QWidget):
    """A bar that says what it is and leads back, and the player below it.

    Signals:
        end_wanted: Back to where the therapist came from.
    """

    end_wanted = Signal()

    def __init__(self, make: WidgetFactory, plan: str, player: QWidget) -> None:
        """Make it.

        Args:
            make: Makes the widgets.
            plan: The plan's name.
            player: What is shown below the bar.
        """
        super().__init__()
        self.setObjectName("preview")
        bar = QWidget()
        bar.setObjectName("preview-bar")
        set_ground(bar, "accent")
        line = row(tokens.SPACE_M)
        line.setContentsMargins(tokens.SPACE_L, tokens.SPACE_S, tokens.SPACE_L, tokens.SPACE_S)
        bar.setLayout(line)
        words = _("This is “{plan}” as the patient sees it. Nothing of it is kept.")
        line.addWidget(make.label(words.format(plan=plan), "strong"), 1)
        end = make.button(_("End the preview"), name="preview-end")
        end.clicked.connect(self.end_wanted)
        line.addWidget(end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(player, 1)
