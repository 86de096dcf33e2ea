"""The angles of a joint in clinical terms: a slider, a field to type into, and the range."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from posture_app.body.posing import step_of
from posture_app.body.ranges import limits_of
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.pose.draft import PoseDraft
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import NumberField, Slider
from posture_app.ui.widgets.keys import is_redo
from posture_app.ui.widgets.layouts import Flow, clear
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _
from posture_app.words.poses import (
    GROUPS,
    angle_name,
    angle_title,
    angle_value,
    group_name,
    group_summary,
    range_words,
    resting_words,
)

_SHIFTED: Final = 5
_MOST: Final = 999.0


class AngleField(NumberField):
    """An angle to type.

    Signals:
        chosen: The keyboard came to it.
    """

    chosen = Signal()

    def __init__(self, make: WidgetFactory, name: str) -> None:
        digits = 1 if name.endswith("_cm") else 0
        super().__init__(make, angle_title(name), f"angle-{name}", digits=digits)
        self.scale = 100.0 if name.endswith(".grip") else 1.0
        self.setRange(-_MOST, _MOST)  # more than the joint can is set to what it can
        self.setSingleStep(step_of(name) * self.scale)
        self.setSuffix(_suffix(name))
        self.setAccessibleDescription(range_words(name))
        self.lineEdit().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """The line inside keeps nothing that was typed, so that it can undo nothing."""
        return _is_editors_key(event) or super().eventFilter(watched, event)

    def event(self, event: QEvent, /) -> bool:
        """Undo and redo are those of the editor."""
        return False if _is_editors_key(event) else super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who types an angle means this one."""
        super().focusInEvent(event)
        self.chosen.emit()


class AngleRow(QWidget):
    """One angle."""

    def __init__(self, make: WidgetFactory, draft: PoseDraft, name: str) -> None:
        super().__init__()
        self._draft, self._name = draft, name
        low, high = limits_of(name)
        self._step = step_of(name)
        self.setObjectName(f"row-{name}")
        self.field = make(AngleField, name)
        self.slider = Slider()
        self.slider.setObjectName(f"slider-{name}")
        self.slider.setRange(round(low / self._step), round(high / self._step))
        self.slider.setPageStep(_SHIFTED)
        self.slider.setAccessibleName(angle_title(name))
        self.slider.setToolTip(plain_tip(angle_title(name)))
        self.slider.setAccessibleDescription(range_words(name))
        self.title = make.label(angle_name(name), "small_strong")
        self.range = make.label(range_words(name), "small", "muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_M)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.range, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.slider, 1, 0)
        grid.addWidget(self.field, 1, 1)
        grid.setColumnStretch(0, 1)
        self.show_value()
        self.slider.sliderPressed.connect(self._take)
        self.slider.sliderReleased.connect(draft.end)
        self.slider.valueChanged.connect(self._slid)
        self.field.valueChanged.connect(self._typed)
        self.field.chosen.connect(self._chosen)

    def show_value(self) -> None:
        """Show the angle as it is."""
        value = self._draft.posed.angles[self._name]
        for widget in (self.slider, self.field):
            widget.blockSignals(True)
        self.slider.setValue(round(value / self._step))
        self.field.setValue(value * self.field.scale)
        for widget in (self.slider, self.field):
            widget.blockSignals(False)

    @Slot()
    def _take(self) -> None:
        self._draft.choose_angle(self._name)
        self._draft.begin()

    @Slot(int)
    def _slid(self, value: int) -> None:
        self._draft.set_angles({self._name: value * self._step})

    @Slot(float)
    def _typed(self, value: float) -> None:
        self._draft.set_angles({self._name: value / self.field.scale})

    @Slot()
    def _chosen(self) -> None:
        if self._draft.angle != self._name:
            self._draft.choose_angle(self._name)


class JointPanel(QWidget):
    """The joints to choose from, and the angles of the chosen one."""

    def __init__(self, make: WidgetFactory, draft: PoseDraft) -> None:
        super().__init__()
        self._make = make
        self._draft = draft
        self._shown: tuple[str, ...] = ()
        self._rows: list[AngleRow] = []
        self.setObjectName("joints")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_M)
        outer.addWidget(make.label(_("Joints"), "heading"))
        self._chips = {}
        joints = ValueButtonGroup(self)
        joints.chosen.connect(draft.choose_group)
        flow = Flow()
        for group in GROUPS:
            chip = make.chip(group_name(group), name=f"joint-{group}")
            joints.add(chip, group)
            self._chips[group] = chip
            flow.add(chip)
        outer.addWidget(flow)
        head = Flow(tokens.SPACE_M, level=True)
        self._sides = make.segments(
            [Option("right", _("Right")), Option("left", _("Left"))], _("Side"), "joint-side"
        )
        self._sides.chosen.connect(self._side_chosen)
        self._reset = make.button(
            _("As at first"),
            "quiet",
            tip=_("Put this joint back as the start position has it"),
            name="joint-reset",
            flush=True,
        )
        self._reset.clicked.connect(self._reset_joint)
        self._title = make.label("", "strong", wrap=False)
        for widget in (self._title, self._sides, self._reset):
            head.add(widget)
        outer.addWidget(head)
        self._held = make.label("", "small", "caution")
        self._held.setObjectName("joint-held")
        outer.addWidget(self._held)
        self._box = column(tokens.SPACE_M)
        outer.addLayout(self._box)
        outer.addWidget(make.label(_("This pose"), "strong"))
        self._summary = make.label("", "small", "muted")
        self._summary.setObjectName("pose-summary")
        outer.addWidget(self._summary)
        outer.addStretch(1)
        draft.changed.connect(self._follow)
        self._follow()

    @property
    def rows(self) -> tuple[AngleRow, ...]:
        """The angles that are shown."""
        return tuple(self._rows)

    @Slot()
    def _follow(self) -> None:
        draft = self._draft
        names = draft.names()
        self._title.setText(group_name(draft.group))
        for group, chip in self._chips.items():
            chip.setChecked(group == draft.group)
        sided = names[0].startswith(("right_", "left_"))
        self._sides.setVisible(sided and not draft.both)
        self._sides.set_value(draft.side)
        if names != self._shown:
            self._fill(names)
        for one in self._rows:
            one.show_value()
        if draft.is_dragging:
            return
        holder = next((held for name in names if (held := draft.posed.holder(name))), None)
        self._held.setVisible(holder is not None)
        if holder is not None:
            part = next(
                (one for one in holder.parts if one.startswith(draft.side)), holder.parts[0]
            )
            words = resting_words(holder, part)
            self._held.setText(_("Bent by what it rests on ({contact}).").format(contact=words))
        self._summary.setText(self._told())

    def _told(self) -> str:
        lines = []
        for group in GROUPS:
            said = group_summary(self._draft.posed, group, self._draft.side)
            if said:
                name = group_name(group)
                lines.append(_("{joint}: {angle}").format(joint=name, angle=said))
        return "\n".join(lines) or _("All joints are straight.")

    def _fill(self, names: tuple[str, ...]) -> None:
        focused = self.window().focusWidget()
        had = focused.objectName() if isinstance(focused, AngleField) else ""
        clear(self._box)
        self._shown = names
        self._rows = [self._make(AngleRow, self._draft, name) for name in names]
        for one in self._rows:
            self._box.addWidget(one)
            if one.field.objectName() == had:
                one.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _side_chosen(self, side: object) -> None:
        self._draft.choose_group(self._draft.group, "left" if side == "left" else "right")

    @Slot()
    def _reset_joint(self) -> None:
        self._draft.reset(self._draft.names())


def _suffix(name: str) -> str:
    """What stands behind the number: that of a value without its number."""
    return angle_value(name, 0.0).lstrip("0")


def _is_editors_key(event: QEvent) -> bool:
    """Whether a key undoes or makes again, which the field leaves to whoever is around it."""
    asked = event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
    if not asked or not isinstance(event, QKeyEvent):
        return False
    if not (event.matches(QKeySequence.StandardKey.Undo) or is_redo(event)):
        return False
    event.ignore()
    return True
