"""What the palette finds for a practice: what can be made anew, patients, plans and templates."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from posture_app.library.model import Library
from posture_app.plans.attention import Attention
from posture_app.plans.patient import KeptPlan, KeptTemplate
from posture_app.plans.templates import names, template
from posture_app.program.palette_entries import MakeNew, ShowDetails
from posture_app.program.therapist.beginnings import spoken_language
from posture_app.program.therapist.practice import PracticeData
from posture_app.store.patients import Patients
from posture_app.ui.add_menu import NewOn
from posture_app.ui.page_targets import PatientTarget, PlanTarget, TemplateLookTarget
from posture_app.ui.palette.entry import PaletteEntry
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.plan_builder import draft_words, template_words

_NEW: Final[Mapping[NewOn, tuple[str, str]]] = {
    "patients": (N_("New patient"), N_("add, practice")),
    "plans": (N_("New template"), N_("add, practice, plan, prescribe")),
    "library": (N_("New exercise"), N_("add, practice, own, form")),
}
"""What can be made anew for a practice, and other words for it."""


def new_entries() -> list[PaletteEntry]:
    """What can be made anew for a practice."""
    return [
        PaletteEntry(_(name), _("Command"), (_(looks),), "plus", MakeNew(page))
        for page, (name, looks) in _NEW.items()
    ]


def kept_entries(practice: PracticeData, library: Library) -> list[PaletteEntry]:
    """Patients, their plans, drafts and templates; none while the practice's data are locked."""
    if not (practice.is_locked or practice.problem is not None):
        practice.open()  # nobody may have looked at them yet
    if practice.patients is None:
        return []
    today = practice.local_time.today
    patients = practice.ask(lambda data: data.attention(today), ())
    drafts = practice.ask(Patients.drafts, ())
    templates = practice.ask(Patients.templates, ())
    return [
        *_patient_entries(patients),
        *_draft_entries(drafts, {one.patient_id: one.code for one in patients}),
        *_template_entries(templates, library),
    ]


def _patient_entries(patients: Sequence[Attention]) -> Iterator[PaletteEntry]:
    for one in sorted(patients, key=lambda patient: patient.code.casefold()):
        words = pgettext("what a thing is", "Patient")
        yield PaletteEntry(
            one.code, words, (), "patients", ShowDetails(PatientTarget(one.patient_id))
        )
        if one.plan:
            words = _("Plan of {patient}").format(patient=one.code)
            intent = ShowDetails(PatientTarget(one.patient_id, "plan"))
            yield PaletteEntry(one.plan, words, (), "plans", intent)


def _draft_entries(drafts: Sequence[KeptPlan], codes: Mapping[str, str]) -> Iterator[PaletteEntry]:
    for one in drafts:
        words = draft_words(one.plan, codes.get(one.patient_id, ""))
        looks = _("draft, write, builder")
        intent = ShowDetails(PlanTarget(one.plan.id))
        yield PaletteEntry(one.plan.name, words, (looks,), "plans", intent)


def _template_entries(own: Sequence[KeptTemplate], library: Library) -> Iterator[PaletteEntry]:
    known = [(TemplateLookTarget("own", one.id), one.plan) for one in own]
    known += [
        (TemplateLookTarget("library", one), template(one, spoken_language(), library))
        for one in names(library)
    ]
    for target, plan in known:
        words = (pgettext("what a thing is", "Template"), template_words(plan))
        yield PaletteEntry(plan.name, " · ".join(words), (), "plans", ShowDetails(target))
