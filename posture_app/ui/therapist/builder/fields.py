"""What the panels below a plan have in common: fields with their titles, and what they tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.plans.edit_history import Edit
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.builder.amounts import Amount
from posture_app.ui.therapist.builder.written import WrittenLine, WrittenText
from posture_app.ui.widgets.forms import FormField


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """What a panel wants to be changed of what it shows.

    Attributes:
        edit: What kind of edit it is.
        changes: The values by the names of the model's fields.
    """

    edit: Edit
    changes: Mapping[str, Any] = field(default_factory=dict)


class FieldMapper(QObject):
    """Turns the values of one control into edits; lives as long as the control.

    Signals:
        edited: A `FieldEdit`.
    """

    edited = Signal(object)

    def __init__(self, control: Amount | WrittenLine | WrittenText, edit: Edit, name: str) -> None:
        super().__init__(control)
        self._edit, self._name = edit, name
        control.wanted.connect(self._tell)

    @Slot(int)
    @Slot(str)
    def _tell(self, value: object) -> None:
        self.edited.emit(FieldEdit(self._edit, {self._name: value}))


class FieldPanel(QWidget):
    """A panel of fields.

    Signals:
        edited: A `FieldEdit` of what is shown.
        left: A text was left.
        undo_wanted, redo_wanted: The keys for it were pressed in a text.
    """

    edited = Signal(object)
    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def follow(self, control: Amount | WrittenLine | WrittenText, edit: Edit, name: str) -> None:
        """Tell what becomes of a control as edits of one field of the model."""
        FieldMapper(control, edit, name).edited.connect(self.edited)
        if not isinstance(control, Amount):
            control.left.connect(self.left)
            control.undo_wanted.connect(self.undo_wanted)
            control.redo_wanted.connect(self.redo_wanted)


class Titled(FormField):
    """A control below its title, as quiet and as small as many of them need it."""

    def __init__(self, theme: Theme, title: str, control: QWidget, *, wide: bool = False) -> None:
        super().__init__(theme, title, role="small", tone="muted", wraps=wide)
        self.title.setBuddy(control)
        self.body.addWidget(control)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
