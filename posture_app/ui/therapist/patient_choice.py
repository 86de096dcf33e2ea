"""For whom a plan is made: the patients' codes, with a line to search them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from posture_app.plans.patient import Patient
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.grouped_rows import GroupedRow, GroupedRows
from posture_app.ui.widgets.page_width import page_side
from posture_app.ui.widgets.rows import RowWords
from posture_app.ui.widgets.search_field import SearchField
from posture_app.ui.widgets.state_card import StateCard
from posture_app.ui.widgets.text_size import keep_measured
from posture_app.words.catalogue import _


class PatientChoice(QDialog):
    """The sheet; it is closed by a choice.

    Signals:
        chosen: The `Patient`.
        new_wanted: There is nobody to choose: a new patient, please.
    """

    chosen = Signal(object)
    new_wanted = Signal()

    def __init__(
        self, make: WidgetFactory, patients: Sequence[Patient], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = make.theme
        self._patients = patients
        self._found: Sequence[Patient] = ()
        self.setObjectName("patient-choice")
        self.setWindowTitle(_("For whom is the plan?"))
        self.resize(make.theme.px(420), make.theme.px(520))
        box = self._box = QVBoxLayout(self)
        box.setSpacing(tokens.SPACE_M)
        box.addWidget(make.label(self.windowTitle(), "title"))
        self._field = make(SearchField, _("Search by code"), "patient-choice-search")
        self._field.textChanged.connect(self._look)
        self._field.left_downwards.connect(self._go_down)
        self._field.returnPressed.connect(self._go_down)
        box.addWidget(self._field)
        self._rows = make(GroupedRows, name="patient-choice-list", title=_("Patients"))
        self._rows.opened.connect(self._choose)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("column")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.SPACE_S, 0)
        column.addWidget(self._rows)
        self._nobody = self._made_nobody(make) if patients else self._made_empty(make)
        column.addWidget(self._nobody)
        column.addStretch(1)
        area.setWidget(inside)
        box.addWidget(area, 1)
        cancel = make.button(_("Cancel"), name="patient-choice-cancel")
        cancel.clicked.connect(self.reject)
        box.addWidget(cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self._field.setVisible(bool(patients))
        self._look("")
        keep_measured(self, make.theme)

    def _made_empty(self, make: WidgetFactory) -> StateCard:
        title, about = _("There are no patients yet."), _("A plan is always for one of them.")
        new = make.button(_("New patient"), "primary", icon="plus", name="choice-new-patient")
        new.clicked.connect(self.reject)
        new.clicked.connect(self.new_wanted)
        return make(StateCard, "reaching", title, [about], new, name="choice-empty")

    def _made_nobody(self, make: WidgetFactory) -> StateCard:
        self._why_nobody = make.label("", "body", "muted")
        every = make.button(_("Show all patients"), "primary", name="choice-all-patients")
        every.clicked.connect(self._field.clear)
        every.clicked.connect(self._field.setFocus)
        title = _("Nothing found")
        return make(
            StateCard, "looking", title, [self._why_nobody], every, name="choice-nobody-found"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin where pages do."""
        super().resizeEvent(event)
        side = page_side(self._theme, event.size().width())
        self._box.setContentsMargins(side, tokens.SPACE_XL, side, tokens.SPACE_XL)

    @Slot(str)
    def _look(self, words: str) -> None:
        wanted = words.strip().casefold()
        self._found = [one for one in self._patients if wanted in one.code.casefold()]
        last = len(self._found) - 1
        rows = [
            GroupedRow(
                one.id,
                RowWords(one.code),
                heading="" if number else _("Patients"),
                is_last=number == last,
            )
            for number, one in enumerate(self._found)
        ]
        self._rows.show_groups(rows)
        self._rows.setVisible(bool(rows))
        self._nobody.setVisible(not rows)
        if self._patients:
            why = _("No patient has “{typed}” in the code.").format(typed=words.strip())
            self._why_nobody.setText(why)

    @Slot()
    def _go_down(self) -> None:
        self._rows.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _choose(self, patient_id: str) -> None:
        patient = next((one for one in self._found if one.id == patient_id), None)
        if patient is not None and self.isVisible():  # a double click is two
            self.accept()
            self.chosen.emit(patient)
