"""How long a repetition takes, and how fast it is played here."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.therapist.pose.preview import Timing
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import NumberField
from posture_app.ui.widgets.forms import Form
from posture_app.words.catalogue import _, pgettext

_MOST_S: Final = 60.0
_STEP_S: Final = 0.5


class TimingRow(QWidget):
    """Seconds to move there, to hold and to move back, and the speed of the preview.

    Signals:
        changed: Another time; see `timing`.
        speed_chosen: How many times as fast the preview is played, as a text.
    """

    changed = Signal()
    speed_chosen = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_M)
        form = make(Form, is_divided=False)
        self.move_s = _seconds(make, _("Moving there"), 0.2, "time-move")
        self.hold_s = _seconds(make, _("Holding"), 0.0, "time-hold")
        self.return_s = _seconds(make, _("Moving back"), 0.2, "time-return")
        self.show_timing(Timing())
        for field in (self.move_s, self.hold_s, self.return_s):
            field.valueChanged.connect(self._changed)
            form.add(field.accessibleName(), "", field)
        speeds = [
            Option("0.5", pgettext("speed", "Half")),
            Option("1", pgettext("speed", "Usual")),
            Option("2", pgettext("speed", "Double")),
        ]
        self.speed = make.segments(speeds, _("Speed of the preview"), "pose-speed")
        self.speed.set_value("1")
        self.speed.chosen.connect(self.speed_chosen)
        form.add(_("Speed of the preview"), "", self.speed)
        outer.addWidget(make.label(_("How long it takes"), "strong"))
        outer.addWidget(form)

    def show_timing(self, timing: Timing) -> None:
        """Show times without telling anyone."""
        for field, value in (
            (self.move_s, timing.move_s),
            (self.hold_s, timing.hold_s),
            (self.return_s, timing.return_s),
        ):
            field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(False)

    def timing(self) -> Timing:
        """The times as they are shown."""
        return Timing(self.move_s.value(), self.hold_s.value(), self.return_s.value())

    @Slot()
    def _changed(self) -> None:
        self.changed.emit()


def _seconds(make: WidgetFactory, title: str, least_s: float, name: str) -> NumberField:
    field = make(NumberField, title, name, digits=1)
    field.setRange(least_s, _MOST_S)
    field.setSingleStep(_STEP_S)
    field.setSuffix(_("{seconds} s").format(seconds=""))
    return field
