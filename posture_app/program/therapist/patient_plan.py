"""Shows a patient's plan, begins new versions of it, and hands it over."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never
from uuid import uuid4

from PySide6.QtCore import QObject, Slot

from posture_app.plans.attention import standing
from posture_app.plans.differences import differences
from posture_app.plans.model import Language, Plan, PlanPhase, SessionDone
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.plans.revising import (
    PatientPlans,
    draft_of,
    gone_back,
    last_handed_over,
    patient_plans,
    phase_now,
    with_step,
)
from posture_app.plans.steps import proposed_steps
from posture_app.plans.templates import begun_for, names, template
from posture_app.program.pages.base import PageController
from posture_app.program.player import SessionPlayer
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.therapist.beginnings import beginning, spoken_language
from posture_app.program.therapist.hand_over import HandOver
from posture_app.program.therapist.practice import PracticeData
from posture_app.program.therapist.practice_settings import CurrentPractice
from posture_app.program.therapist.preview import laid_over, plan_routines
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import PlanTarget
from posture_app.ui.therapist.patient_plan import PatientPlan
from posture_app.ui.therapist.patient_plan_facts import (
    PatientPlanFacts,
    PlanAction,
    PlanActionKind,
    ProposedStep,
    TemplateRef,
)
from posture_app.ui.therapist.patients_page import PatientsPage
from posture_app.ui.therapist.snapshots import PatientSnapshot
from posture_app.ui.widgets.snackbar import Snackbar
from posture_app.words.catalogue import _, speaking
from posture_app.words.patient_plan import criterion_met
from posture_app.words.plan_differences import difference_words

if TYPE_CHECKING:
    from posture_app.library.model import Library
    from posture_app.store.patients import Patients


class PatientPlanController(PageController):
    """Fills the part Plan of a patient, and does what is wanted on it.

    Attributes:
        hand_over: Opens the sheet.
    """

    def __init__(
        self,
        shared: Shared,
        records: Records,
        practice: PracticeData,
        settings: CurrentPractice,
        window: MainWindow,
        player: SessionPlayer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "patients", parent)
        self._shared, self._records, self._practice = shared, records, practice
        self._player = player
        self._view: PatientPlan | None = None
        self._settings = settings
        self.hand_over = HandOver(shared, records, practice, settings, window, self)
        self._snackbar: Snackbar | None = None
        self._patient: Patient | None = None
        self._kept: Sequence[KeptPlan] = ()
        self.follow()

    def use(self, page: PatientsPage) -> None:
        """Hear who is shown, and what is wanted on their plan."""
        self._view = view = page.frame.plan
        view.action_wanted.connect(self._action)
        view.new_wanted.connect(self._begin)
        view.step_accepted.connect(self._accept)
        page.frame.patient_shown.connect(self._show)

    def fill(self) -> None:
        """Nothing by itself: it is filled with the patient who is shown."""

    @Slot(object)
    def _show(self, snapshot: PatientSnapshot) -> None:
        """Show a patient's plan as it is now."""
        view, opened, patient = self._view, self._records.opened, snapshot.patient
        if view is None or opened is None:
            return
        if self._patient is None or self._patient.id != patient.id:
            view.show_first()
        self._patient, self._kept = patient, snapshot.plans
        view.show_plans(self._facts(patient_plans(self._kept), opened.loaded.library))

    # What is shown

    def _facts(self, plans: PatientPlans, library: "Library") -> PatientPlanFacts:
        current, draft = plans.current, plans.draft
        facts = PatientPlanFacts(
            plans=plans,
            library=library,
            templates=self._templates(library),
            routines={
                (one.plan.id, one.plan.revision): _routines(one.plan, library)
                for one in (current, draft, *plans.earlier)
                if one is not None
            },
        )
        if current is None:
            return facts
        sessions = self._practice.ask(lambda kept: kept.sessions(current.plan.id), ())
        phase = phase_now(current.plan, sessions)
        changed: tuple[str, ...] = ()
        if draft is not None and not plans.is_new_plan:
            changed = _changes(current.plan, draft.plan, library)
        return replace(
            facts,
            phase=phase.id,
            changes=changed,
            proposals=_proposals(plans, phase, sessions, library),
            next_phase=_next_phase(current, phase, sessions),
        )

    def _templates(self, library: "Library") -> tuple[tuple[TemplateRef, str], ...]:
        own = self._practice.ask(lambda kept: kept.templates(), ())
        spoken = spoken_language()
        return (
            *((TemplateRef("own", one.id), one.plan.name) for one in own),
            *(
                (TemplateRef("library", one), template(one, spoken, library).name)
                for one in names(library)
            ),
        )

    # What is done

    @Slot(object)
    def _action(self, wanted: PlanAction) -> None:
        match wanted.kind:
            case PlanActionKind.EDIT:
                # What was handed over stays: the first edit of it begins the next version.
                self._window.show_details(PlanTarget(wanted.kept.plan.id))
            case PlanActionKind.HAND_OVER:
                self._hand_over(wanted.kept)
            case PlanActionKind.PREVIEW:
                self._preview(wanted)
            case PlanActionKind.GO_BACK:
                self._go_back(wanted.kept)
            case PlanActionKind.DISCARD:
                self._discard(wanted.kept)
            case _:
                assert_never(wanted.kind)

    def _hand_over(self, kept: KeptPlan) -> None:
        self.hand_over.open(kept, last_handed_over(kept, self._kept))

    def _preview(self, wanted: PlanAction) -> None:
        opened, plan = self._records.opened, wanted.kept.plan
        if opened is None:
            return
        routines = _routines(plan, opened.loaded.library)
        routine = wanted.routine or next((key for key, _name in routines), "")
        if routine:
            self._player.preview(plan, routine)

    def _go_back(self, kept: KeptPlan) -> None:
        draft = gone_back(kept, self._kept, self._shared.health.today)
        told = _("The draft is what version {number} was.")
        self._change(draft, told.format(number=kept.plan.revision))

    def _discard(self, kept: KeptPlan) -> None:
        def remove(patients: "Patients") -> bool:
            patients.remove_draft(kept)
            return True

        if self._practice.change(remove):
            self._tell(
                _("The draft of “{plan}” was thrown away.").format(plan=kept.plan.name),
                lambda: self._saved(replace(kept, writes=0)),
            )

    @Slot(object)
    def _accept(self, proposed: ProposedStep) -> None:
        plans, opened = patient_plans(self._kept), self._records.opened
        now = plans.draft if not plans.is_new_plan and plans.draft else plans.current
        if now is None or opened is None:
            return
        draft = draft_of(now, self._kept, self._shared.health.today)
        plan = with_step(draft.plan, proposed.phase, proposed.step)
        name = opened.loaded.library.exercises[proposed.step.instead].name
        told = _("“{exercise}” is in the draft now.").format(exercise=name)
        self._change(replace(draft, plan=plan), told)

    @Slot(object)
    def _begin(self, chosen: TemplateRef | None) -> None:
        """Begin a new plan for the patient, and open it to be written."""
        patient, opened, today = self._patient, self._records.opened, self._shared.health.today
        if patient is None or opened is None:
            return
        settings = self._settings.value
        spoken = settings.language or spoken_language()
        beginning = self._beginning(chosen, spoken, opened.loaded.library)
        made = begun_for(patient, beginning, str(uuid4()), settings.practice, today)
        draft = self._saved(made)
        if draft is not None:
            self._window.show_details(PlanTarget(draft.plan.id))

    def _beginning(self, chosen: TemplateRef | None, spoken: Language, library: "Library") -> Plan:
        if chosen is not None and chosen.kind == "own":
            own = self._practice.ask(lambda kept: kept.templates(), ())
            for one in own:
                if one.id == chosen.key:
                    return one.plan
        if chosen is not None and chosen.kind == "library" and chosen.key in names(library):
            return beginning(chosen.key, spoken, library)
        with speaking(spoken):
            phase = PlanPhase(id="phase-1", name=_("Phase 1"))
            return Plan(id="-", name=_("New plan"), language=spoken, phases=(phase,))

    # Keeping

    def _change(self, draft: KeptPlan, told: str) -> None:
        """Keep a draft in the place of the one there is, and say how that is taken back."""
        before = next(
            (
                one
                for one in self._kept
                if (one.plan.id, one.plan.revision) == (draft.plan.id, draft.plan.revision)
            ),
            None,
        )
        saved = self._saved(draft)
        if saved is None:
            return

        def take_back() -> None:
            if before is None:
                self._practice.change(lambda kept: kept.remove_draft(saved))
            else:
                self._saved(replace(before, writes=saved.writes))

        self._tell(told, take_back)

    def _saved(self, kept: KeptPlan) -> KeptPlan | None:
        """Keep a draft, if it is another than what is kept; None where that cannot be."""
        if kept in self._kept:
            return kept
        return self._practice.change(lambda patients: patients.save_plan(kept))

    def _tell(self, text: str, take_back: Callable[[], object]) -> None:
        """Say what was done, and offer to take it back."""
        if self._snackbar is None:
            self._snackbar = self._window.make(Snackbar, self._window)
            self._snackbar.acted.connect(self._undo)
        self._snackbar.tell(text, _("Undo"), take_back)

    @Slot(object)
    def _undo(self, take_back: Callable[[], object]) -> None:
        take_back()


def _routines(plan: Plan, library: "Library") -> tuple[tuple[str, str], ...]:
    """What can be played of a plan; nothing where an exercise of it is gone."""
    with suppress(KeyError):
        whole = laid_over(plan, library)
        return tuple((one.id, one.name) for one in plan_routines(plan, whole))
    return ()


def _changes(before: Plan, after: Plan, library: "Library") -> tuple[str, ...]:
    """What was changed as sentences; of exercises that are gone, nothing can be said."""
    known = library.exercises
    return tuple(
        difference_words(one, before, after, library)
        for one in differences(before, after)
        if one.exercise is None or one.exercise in known
    )


def _proposals(
    plans: PatientPlans, phase: PlanPhase, sessions: Sequence[SessionDone], library: "Library"
) -> tuple[ProposedStep, ...]:
    """What the rule of the plan leads to and the draft does not have yet."""
    current, draft = plans.current, plans.draft
    if current is None:
        return ()
    found = proposed_steps(current.plan, phase, sessions, library)
    if draft is not None and not plans.is_new_plan:
        kept = {item.exercise for one in draft.plan.phases for item in one.items}
        if any(one.id == phase.id for one in draft.plan.phases):
            found = tuple(one for one in found if one.exercise in kept and one.instead not in kept)
    return tuple(ProposedStep(phase.id, one) for one in found)


def _next_phase(current: KeptPlan, phase: PlanPhase, sessions: Sequence[SessionDone]) -> str:
    ready = standing(current.plan, current.handed_over_on, sessions).ready_on
    if ready is None:
        return ""
    phases = current.plan.phases
    after = phases[[one.id for one in phases].index(phase.id) + 1]
    return criterion_met(phase.name, after.name, ready)
