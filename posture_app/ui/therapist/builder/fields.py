"""What the panels below a plan have in common: fields with their titles, and what they tell."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.dataclass import dataclass
from posture_app.plans.edit_history import Edit
from posture_app.plans.editing import DoseChange, ItemChange, PhaseChange, PlanChange
from posture_app.ui.therapist.builder.amounts import AmountField
from posture_app.ui.therapist.builder.text_fields import WrittenLine, WrittenText
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import TitledField


@dataclass(frozen=True, slots=True)
class DoseEdit:
    """A change of the doses of the items that are chosen."""

    changes: DoseChange


@dataclass(frozen=True, slots=True)
class ItemEdit:
    """Another change of the items that are chosen, and for the words that undo it, which."""

    edit: Edit
    changes: ItemChange


@dataclass(frozen=True, slots=True)
class PhaseEdit:
    """A change of the phase that is chosen."""

    changes: PhaseChange


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """A change of the plan as a whole."""

    changes: PlanChange


FieldEdit = DoseEdit | ItemEdit | PhaseEdit | PlanEdit
"""What a panel wants to be changed of what it shows."""


class ItemAction(Enum):
    """What is to be done with the items that are chosen."""

    TAKE_EASIER = auto()
    TAKE_HARDER = auto()
    USE_OWN_DOSE = auto()
    REMOVE = auto()


class PhaseAction(Enum):
    """What is to be done with the phase that is chosen."""

    CHOOSE_ALL = auto()
    COPY = auto()
    MOVE_UP = auto()
    MOVE_DOWN = auto()
    REMOVE = auto()


class FieldMapper(QObject):
    """Turns the values of one control into edits; lives as long as the control.

    Signals:
        edited: A `FieldEdit`.
    """

    edited = Signal(object)

    def __init__(
        self,
        control: AmountField | WrittenLine | WrittenText,
        edit_of: Callable[[Any], FieldEdit],
    ) -> None:
        super().__init__(control)
        self._edit_of = edit_of
        control.wanted.connect(self._tell)

    @Slot(int)
    @Slot(str)
    def _tell(self, value: object) -> None:
        self.edited.emit(self._edit_of(value))


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

    def follow_amount(self, control: AmountField, edit_of: Callable[[int], FieldEdit]) -> None:
        """Tell what an amount becomes, as an edit of one field of the model."""
        FieldMapper(control, edit_of).edited.connect(self.edited)

    def follow_text(
        self, control: WrittenLine | WrittenText, edit_of: Callable[[str], FieldEdit]
    ) -> None:
        """Tell what a text becomes, as an edit of one field of the model."""
        FieldMapper(control, edit_of).edited.connect(self.edited)
        control.left.connect(self.left)
        control.undo_wanted.connect(self.undo_wanted)
        control.redo_wanted.connect(self.redo_wanted)


class TitledControl(TitledField):
    """A control below its title, as quiet and as small as many of them need it."""

    def __init__(
        self, make: WidgetFactory, title: str, control: QWidget, *, wide: bool = False
    ) -> None:
        super().__init__(make, title, role="small", tone="muted", wraps=wide)
        self.title.setBuddy(control)
        self.body.addWidget(control)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
