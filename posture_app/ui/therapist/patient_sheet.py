"""A new patient, or what is known of one: a code, and what belongs to it if it is wanted."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from posture_app.coach.health import FIRST_BIRTH_YEAR
from posture_app.coach.pain_rule import Condition
from posture_app.dataclass import dataclass
from posture_app.plans.patient import LONGEST_CODE, Patient
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.controls import Switch
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.text_size import exactly, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import _


@dataclass(frozen=True, slots=True)
class PatientForm:
    """What stands on the sheet, whether it can be kept or not.

    Attributes:
        patient: The patient that is changed; one without an id is new.
        code: As it was typed.
        birth_year: As it was typed.
    """

    patient: Patient
    code: str
    birth_year: str
    precautions: tuple[Condition, ...]

    @property
    def year(self) -> int | None:
        """The year of birth; None where none was typed."""
        return int(self.birth_year) if self.birth_year else None

    def faults(self, this_year: int, taken: Collection[str]) -> dict[str, str]:
        """What is wrong with the fields, as sentences; `taken` are the codes of others."""
        found = {}
        code = self.code.strip()
        if not code:
            found["code"] = _("Enter a code or initials.")
        elif code.casefold() in {one.casefold() for one in taken}:
            found["code"] = _("Another patient has this code. Add a number or a letter.")
        if self.birth_year and not FIRST_BIRTH_YEAR <= int(self.birth_year) <= this_year:
            found["birth_year"] = _(
                "Enter a year from {first} to {last}, or leave it empty."
            ).format(first=FIRST_BIRTH_YEAR, last=this_year)
        return found

    def filled_in(self) -> Patient:
        """The patient as the sheet says; only where there are no faults."""
        return replace(
            self.patient,
            code=self.code.strip(),
            birth_year=self.year,
            precautions=self.precautions,
        )


class PatientSheet(QDialog):
    """A sheet over the window.

    Signals:
        kept: The `Patient` as they are to be kept.
    """

    kept = Signal(object)

    def __init__(
        self,
        make: WidgetFactory,
        form: PatientForm,
        this_year: int,
        taken: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            make: Makes the widgets.
            form: What stands on it at first.
            this_year: Nobody is born later.
            taken: The codes of the other patients.
            parent: The window.
        """
        super().__init__(parent)
        self._make = make
        self._patient, self._this_year, self._taken = form.patient, this_year, taken
        self._switches: dict[Condition, Switch] = {}
        self._faults: dict[str, Label] = {}
        is_new = not form.patient.id
        title = _("New patient") if is_new else _("Change {patient}").format(patient=form.code)
        self.setObjectName("patient-sheet")
        self.setWindowTitle(title)
        self.resize(make.theme.px(760), make.theme.px(720))
        scroll = make.scroll_page(READING_PX)
        body = scroll.column
        body.addWidget(make.label(title, "display"))
        body.addWidget(
            make.label(
                _(
                    "A code or initials are enough, and no name is needed. Write down elsewhere "
                    "whose code it is."
                ),
                "lead",
                "muted",
            )
        )
        body.addWidget(self._who(form))
        body.addWidget(make.label(_("To heed with this patient"), "heading"))
        body.addWidget(self._precautions(form))
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._foot())
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def form(self) -> PatientForm:
        """What stands on it now."""
        chosen = tuple(one for one, switch in self._switches.items() if switch.isChecked())
        return PatientForm(self._patient, self._code.text(), self._birth.text(), chosen)

    def _who(self, form: PatientForm) -> QWidget:
        make, rows = self._make, self._make(Form)
        self._code = QLineEdit(form.code)
        self._code.setObjectName("patient-code")
        self._code.setAccessibleName(_("Code or initials"))
        self._code.setToolTip(plain_tip(_("Code or initials")))
        self._code.setMaxLength(LONGEST_CODE)
        keep_size(self._code, make.theme, width=exactly(240))
        self._code.textEdited.connect(self._hide_faults)
        about = _("It stands on the handout and in the patient's files.")
        code = rows.add(_("Code or initials"), about, self._code)
        self._birth = QLineEdit(form.birth_year)
        self._birth.setObjectName("patient-birth-year")
        self._birth.setAccessibleName(_("Year of birth"))
        self._birth.setToolTip(plain_tip(_("Year of birth")))
        self._birth.setMaxLength(4)
        four = QRegularExpression("[0-9]*")
        self._birth.setValidator(QRegularExpressionValidator(four, self._birth))
        keep_size(self._birth, make.theme, width=exactly(96))
        self._birth.textEdited.connect(self._hide_faults)
        birth = rows.add(_("Year of birth"), _("It can be left empty."), self._birth)
        for key, line in (("code", code), ("birth_year", birth)):
            fault = make.label("", "small", "danger")
            fault.setObjectName(f"fault-{key}")
            fault.hide()
            line.words.addWidget(fault)
            self._faults[key] = fault
        card = make.card(name="patient-who")
        card.body.addWidget(rows)
        return card

    def _precautions(self, form: PatientForm) -> QWidget:
        make, rows = self._make, self._make(Form)
        for condition in Condition:
            words = safety_words.condition(condition)
            switch = make.switch(words, f"heeds-{condition.value}")
            switch.setChecked(condition in form.precautions)
            self._switches[condition] = switch
            rows.add(words, control=switch)
        card = make.card(name="patient-precautions")
        card.body.addWidget(rows)
        return card

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = QVBoxLayout(foot)
        line.setContentsMargins(tokens.SPACE_3XL, 0, tokens.SPACE_XL, 0)
        flow = Flow(tokens.SPACE_M)
        keep = self._make.button(
            _("Keep this"), "primary", tip=_("Keep what you entered (Enter)"), name="patient-keep"
        )
        keep.setDefault(True)
        leave = self._make.button(
            _("Not now"), tip=_("Close without keeping anything (Esc)"), name="patient-leave"
        )
        keep.clicked.connect(self._keep)
        leave.clicked.connect(self.reject)
        flow.add(keep)
        flow.add(leave)
        line.addWidget(flow)
        return foot

    @Slot()
    def _hide_faults(self) -> None:
        for fault in self._faults.values():
            fault.hide()

    @Slot()
    def _keep(self) -> None:
        form = self.form()
        faults = form.faults(self._this_year, self._taken)
        for key, words in faults.items():
            self._faults[key].setText(words)
            self._faults[key].show()
        if "code" in faults:
            self._code.setFocus(Qt.FocusReason.OtherFocusReason)
        elif faults:
            self._birth.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.kept.emit(form.filled_in())
            self.accept()


def form_of(patient: Patient) -> PatientForm:
    """What is known of a patient, as it stands on the sheet at first."""
    year = "" if patient.birth_year is None else str(patient.birth_year)
    return PatientForm(patient, patient.code, year, patient.precautions)
