"""For whom a plan is made: the patients' codes, with a line to search them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListView, QVBoxLayout, QWidget

from posture_app.plans.patient import Patient
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.search_field import SearchField
from posture_app.words.catalogue import _


class PatientChoice(QDialog):
    """The sheet; it is closed by a choice.

    Signals:
        chosen: The `Patient`.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, patients: Sequence[Patient], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        make = WidgetFactory(theme)
        self._patients = patients
        self._found: Sequence[Patient] = ()
        self.setObjectName("patient-choice")
        self.setWindowTitle(_("For whom is the plan?"))
        self.resize(theme.px(420), theme.px(520))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(tokens.SPACE_XL,) * 4)
        box.setSpacing(tokens.SPACE_M)
        box.addWidget(make.label(self.windowTitle(), "title"))
        if not patients:
            about = _("There are no patients yet. Add one on the page Patients first.")
            box.addWidget(make.label(about))
        self._field = make(SearchField, _("Search by code"), "patient-choice-search")
        self._field.textChanged.connect(self._look)
        self._field.left_downwards.connect(self._go_down)
        self._field.returnPressed.connect(self._go_down)
        box.addWidget(self._field)
        self._rows = QStringListModel(self)
        self._list = QListView()
        self._list.setObjectName("patient-choice-list")
        self._list.setAccessibleName(_("Patients"))
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setUniformItemSizes(True)
        self._list.setSpacing(2)
        self._list.setModel(self._rows)
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)
        box.addWidget(self._list, 1)
        cancel = make.button(_("Cancel"), "quiet", name="patient-choice-cancel")
        cancel.clicked.connect(self.reject)
        box.addWidget(cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self._field.setVisible(bool(patients))
        self._list.setVisible(bool(patients))
        self._look("")

    @Slot(str)
    def _look(self, words: str) -> None:
        wanted = words.strip().casefold()
        self._found = [one for one in self._patients if wanted in one.code.casefold()]
        self._rows.setStringList([one.code for one in self._found])
        if self._found:
            self._list.setCurrentIndex(self._rows.index(0, 0))

    @Slot()
    def _go_down(self) -> None:
        self._list.setFocus()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if not self.isVisible():  # a double click is two
            return
        patient = self._found[index.row()]
        self.accept()
        self.chosen.emit(patient)
