"""The patients of a practice: all of them, one of them in each part, and what can be in the way."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final, cast

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from posture_app.coach.pain_rule import Condition
from posture_app.errors import sentence
from posture_app.gallery import samples
from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.pages import practice_window
from posture_app.library.model import Library
from posture_app.plans.attention import Attention, AttentionReason, Need, by_urgency
from posture_app.plans.model import ItemDone, Plan, PlanItem, PlanPhase, SessionDone
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.plans.patient_course import patient_course
from posture_app.plans.practice import PracticeSettings
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import PatientPart
from posture_app.ui.pages.settings import SettingsPage
from posture_app.ui.therapist.passphrase_sheet import PassphraseAction, PassphraseSheet
from posture_app.ui.therapist.patient_sheet import PatientSheet, form_of
from posture_app.ui.therapist.patients_page import PatientsPage
from posture_app.ui.therapist.practice_section import PracticeFacts
from posture_app.ui.therapist.snapshots import (
    PatientSnapshot,
    PatientsSnapshot,
    ReadIn,
)
from posture_app.words.catalogue import _
from posture_app.words.patients import copy_words

TODAY: Final = samples.NOW.date()
_PATIENT: Final = Patient(
    id="1",
    code="K. L.",
    birth_year=1961,
    precautions=(Condition.OSTEOPOROSIS, Condition.LATEX_ALLERGY),
    writes=1,
)
_EFFORTS: Final = (5, 5, 4, None, 4, 3)
_PAINS: Final = ((5, 6, 5), (5, 5, None), (4, 4, 4), (None, None, None), (4, 3, 3), (3, 3, 2))


def _plan(library: Library, count: int = 4) -> Plan:
    items = tuple(PlanItem(exercise=one) for one in list(library.exercises)[:count])
    routine = next(iter(library.routines.values()))
    phases = (PlanPhase(id="first", name=routine.name, items=items),)
    return Plan(id="sample", name=routine.name, patient="K. L.", phases=phases)


def _sessions(plan: Plan, note: str) -> list[SessionDone]:
    """Six weeks in which somebody practised on most days, and less in one of them."""
    found = []
    for number in range(42):
        if number % 7 == 6 or 18 <= number < 24:
            continue
        day = TODAY - timedelta(days=41 - number)
        before, after, morning = _PAINS[number * len(_PAINS) // 42]
        items = [
            ItemDone(exercise=one.exercise, asked_sets=2, done_sets=2)
            for one in plan.phases[0].items
        ]
        if number % 5 == 0:
            items[-1] = ItemDone(
                exercise=items[-1].exercise,
                asked_sets=2,
                done_sets=0,
                hurt=number % 10 == 0,
                skipped=True,
            )
        found.append(
            SessionDone(
                id=str(number),
                day=day.isoformat(),
                at="07:30",
                phase="first",
                revision=1,
                items=tuple(items),
                pain_before=before,
                pain_after=after,
                pain_next_morning=morning,
                effort=_EFFORTS[number * len(_EFFORTS) // 42],
                stopped="pain" if number in {4, 30} else None,
                red_flags=("spreading_numbness",) if number == 37 else (),
                note=note if number in {3, 40} else "",
            )
        )
    return found


def _snapshot(
    library: Library, *, came_back: bool = True, has_plan: bool = True
) -> PatientSnapshot:
    plan = _plan(library)
    at = datetime.combine(TODAY - timedelta(days=41), datetime.min.time(), UTC)
    kept = [KeptPlan(patient_id="1", plan=plan, handed_over_at=at)] if has_plan else []
    note = next(iter(library.routines.values())).goal[:200]
    sessions = _sessions(plan, note) if came_back else []
    names = {key: one.name for key, one in library.exercises.items()}
    course = patient_course(kept, sessions, TODAY, None)
    needs = (Need(AttentionReason.RED_FLAG, TODAY - timedelta(days=4)),) if came_back else ()
    return PatientSnapshot(_PATIENT, TODAY, kept, course, None, names, needs)


def attention(library: Library, count: int, today: date = TODAY) -> list[Attention]:
    """Many patients, some with every reason there is."""
    plan = next(iter(library.routines.values())).name
    reasons = list(AttentionReason)
    found = []
    for number in range(count):
        needs = tuple(
            Need(reason, today - timedelta(days=2 + place))
            for place, reason in enumerate(reasons)
            if number < 8 and (number + place) % 3 == 0
        )
        code = f"{chr(65 + number % 26)}. {chr(65 + number // 26 % 26)}."
        found.append(
            Attention(
                str(number + 1),
                code,
                needs,
                None if number % 7 == 5 else today - timedelta(days=number % 6),
                1940 + number % 60 if number % 3 else None,
                plan if number % 9 else "",
            )
        )
    return by_urgency(found)


def _window(context: DrawingContext, patients: list[Attention]) -> MainWindow:
    window = practice_window(context, "patients")
    _page(window).show_snapshot(PatientsSnapshot(patients, TODAY, can_lock=True))
    return window


def _page(window: MainWindow) -> PatientsPage:
    return cast("PatientsPage", window.page("patients"))


def _list(context: DrawingContext, count: int) -> QWidget:
    return _window(context, attention(context.library, count))


def _nobody_found(context: DrawingContext) -> QWidget:
    window = _window(context, attention(context.library, 12))
    for field in window.findChildren(QLineEdit, "search-patients"):
        field.setText("XYZ")
    return window


def _read_in(context: DrawingContext) -> QWidget:
    window = _window(context, attention(context.library, 12))
    lines = [
        _("{file}: belongs to a plan that no patient here has; nothing was taken.").format(
            file="sent.json"
        ),
        _("{file}: {patient}, was read in before; nothing is new.").format(
            file="done.json", patient="A. A."
        ),
    ]
    _page(window).list.show_report(ReadIn(lines[1], lines, ["broken.json: ..."]))
    return window


def _reading(context: DrawingContext) -> QWidget:
    window = _window(context, attention(context.library, 12))
    _page(window).list.show_progress(0.4)
    return window


def _part(context: DrawingContext, part: PatientPart, **values: bool) -> QWidget:
    window = _window(context, attention(context.library, 12))
    page = _page(window)
    page.frame.show_part(part)
    page.show_patient(_snapshot(context.library, **values))
    return window


def _table(context: DrawingContext) -> QWidget:
    window = _part(context, "progress")
    for button in window.findChildren(QAbstractButton, "patient-chart-table"):
        button.click()
    return window


def _removed(context: DrawingContext) -> QWidget:
    window = _window(context, attention(context.library, 12))
    _page(window).tell_removed("K. L.")
    return window


def _locked(context: DrawingContext) -> QWidget:
    window = _window(context, attention(context.library, 3))
    _page(window).show_locked()
    return window


def _wrong_passphrase(context: DrawingContext) -> QWidget:
    window = _window(context, attention(context.library, 3))
    told = sentence(
        "This passphrase does not open {path}. Look whether capital letters are switched on, and "
        "try again; if you are sure of it, the file is damaged.",
        path="patients.db",
    )
    _page(window).show_locked(told)
    return window


def _sheet(context: DrawingContext) -> QWidget:
    return context.make(PatientSheet, form_of(_PATIENT), TODAY.year)


def _new_sheet(context: DrawingContext) -> QWidget:
    sheet = context.make(PatientSheet, form_of(Patient(id="", code="")), TODAY.year)
    for button in sheet.findChildren(QAbstractButton, "patient-keep"):
        button.click()
    return sheet


def _damaged(context: DrawingContext) -> QWidget:
    window = _window(context, attention(context.library, 3))
    copies = [
        (Path(f"{count}.db"), copy_words(samples.NOW - timedelta(days=days), count))
        for days, count in ((1, 31), (2, 30), (5, 1))
    ]
    told = sentence("The log {path} is damaged and cannot be read.", path="patients.db")
    _page(window).show_damaged(told, copies, is_gone=True)
    return window


def _passphrase(context: DrawingContext, what: PassphraseAction) -> QWidget:
    is_there = what is PassphraseAction.REMOVE
    sheet = context.make(PassphraseSheet, what, asks_for_old=is_there)
    for button in sheet.findChildren(QAbstractButton, "passphrase-keep"):
        button.click()
    return sheet


def _section(context: DrawingContext, facts: PracticeFacts) -> QWidget:
    window = _window(context, [])
    window.open_page("settings")
    page = cast("SettingsPage", window.page("settings"))
    page.show_snapshot(samples.settings())
    page.practice.show_facts(facts)
    return window


_SET: Final = PracticeSettings(
    name="Physio am Park", therapist="M. Weber", phone="030 123456", address="Am Park 1"
)
PATIENT_SCREENS: Final = (
    Screen("patients-damaged", _damaged),
    Screen("passphrase-set", partial(_passphrase, what=PassphraseAction.SET)),
    Screen("passphrase-remove", partial(_passphrase, what=PassphraseAction.REMOVE)),
    Screen(
        "practice-section",
        partial(
            _section,
            facts=PracticeFacts(
                has_patients=True, settings=_SET, has_passphrase=True, is_open=True
            ),
        ),
    ),
    Screen(
        "practice-section-first",
        partial(
            _section,
            facts=PracticeFacts(
                has_patients=True, settings=PracticeSettings(), can_encrypt=False, is_open=True
            ),
        ),
    ),
    Screen("patients", partial(_list, count=12)),
    Screen("patients-empty", partial(_list, count=0)),
    Screen("patients-many", partial(_list, count=500)),
    Screen("patients-nobody-found", _nobody_found),
    Screen("patients-read-in", _read_in),
    Screen("patients-reading", _reading),
    Screen("patients-removed", _removed),
    Screen("patients-locked", _locked),
    Screen("patients-wrong-passphrase", _wrong_passphrase),
    Screen("patient-progress", partial(_part, part="progress")),
    Screen("patient-progress-table", _table),
    Screen("patient-progress-nothing", partial(_part, part="progress", came_back=False)),
    Screen("patient-progress-no-plan", partial(_part, part="progress", has_plan=False)),
    Screen("patient-notes", partial(_part, part="notes")),
    Screen("patient-sheet", _sheet),
    Screen("patient-sheet-faults", _new_sheet),
)
