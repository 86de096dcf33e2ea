"""What is around a pose: things, what rests where, and from where the exercise is seen."""

from typing import get_args

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.body.keyframes import with_prop
from posture_app.body.positions import position
from posture_app.body.props import props_of
from posture_app.library.schema import Equipment
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.pose.draft import PoseDraft
from posture_app.ui.therapist.pose.picture import PicturePart
from posture_app.ui.therapist.pose.resting import RestingPart
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.controls import Chip
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.words.catalogue import _
from posture_app.words.library import equipment_name


class SettingPanel(QWidget):
    """Chips for things and supports, and the picture."""

    def __init__(self, make: WidgetFactory, draft: PoseDraft) -> None:
        super().__init__()
        self._draft = draft
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_XL)
        things = column(tokens.SPACE_M)
        things.addWidget(make.label(_("Things beside the figure"), "strong"))
        self._things: dict[Equipment, Chip] = {}
        actions = ValueButtonGroup(self)
        actions.chosen.connect(self._thing_pressed)
        flow = Flow()
        for kind in get_args(Equipment):
            chip = make.chip(equipment_name(kind), name=f"prop-{kind}")
            actions.add(chip, kind)
            self._things[kind] = chip
            flow.add(chip)
        things.addWidget(flow)
        outer.addLayout(things)
        self.resting = make(RestingPart, draft)
        outer.addWidget(self.resting)
        self.picture = make(PicturePart, draft)
        outer.addWidget(self.picture)
        draft.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        if self._draft.is_dragging:
            return
        motion = self._draft.motion
        own = position(motion.start).props
        there = {prop.kind for prop in props_of(motion)}
        for kind, chip in self._things.items():
            chip.setChecked(kind in there)
            chip.setEnabled(kind not in own)

    @Slot(object)
    def _thing_pressed(self, kind: Equipment) -> None:
        there = self._things[kind].isChecked()
        self._draft.change(lambda motion, _key: with_prop(motion, kind, there=there))
