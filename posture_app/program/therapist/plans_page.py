"""Fills the page Plans: templates, what is being written, and the builder."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never
from uuid import uuid4

from PySide6.QtCore import QObject, Slot

from posture_app.errors import Message, sentence
from posture_app.library.problems import BrokenFileError
from posture_app.plans.as_programme import programme_id
from posture_app.plans.files import read_plan
from posture_app.plans.model import Plan, PlanPhase
from posture_app.plans.patient import KeptPlan, KeptTemplate, Patient
from posture_app.plans.revising import last_handed_over
from posture_app.plans.templates import begun_for, names, template
from posture_app.program.player import SessionPlayer
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.therapist.base import PracticeController
from posture_app.program.therapist.beginnings import beginning, spoken_language
from posture_app.program.therapist.hand_over import HandOver
from posture_app.program.therapist.live_handout import LiveHandout
from posture_app.program.therapist.plan_writing import PlanWriting, WritingState
from posture_app.program.therapist.practice import PracticeData
from posture_app.program.therapist.practice_settings import CurrentPractice
from posture_app.program.therapist.preview import laid_over
from posture_app.store.patients import Patients
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import PlanTarget, TemplateTarget, WritingTarget
from posture_app.ui.pages.notice import Notice
from posture_app.ui.therapist.builder.conflict import ConflictChoice
from posture_app.ui.therapist.patient_choice import PatientChoice
from posture_app.ui.therapist.plans_page import PlansPage, PlansShown, ShownDraft
from posture_app.ui.therapist.template_view import ShownTemplate
from posture_app.words.catalogue import _
from posture_app.words.formats import listed
from posture_app.words.plan_builder import copied_name
from posture_app.words.problems import file_problem

if TYPE_CHECKING:
    from posture_app.handout.live import RenderedPage
    from posture_app.library.model import Library
    from posture_app.ui.therapist.builder.builder import PlanBuilder
    from posture_app.ui.therapist.builder.handout_pane import HandoutRequest

NOTICE: Final = "plans"


class PlansController(PracticeController):
    """Shows templates and plans, and keeps what is written in the builder."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        practice: PracticeData,
        settings: CurrentPractice,
        player: SessionPlayer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "plans", practice, records, parent)
        self._shared, self._settings, self._player = shared, settings, player
        self._page: PlansPage | None = None
        self._opening: WritingTarget | None = None
        self._chosen: ShownTemplate | None = None
        self.choice: PatientChoice | None = None
        self.writing = PlanWriting(practice, lambda: shared.health.today, self)
        self.writing.opened.connect(self._show_in_builder)
        self.writing.stood.connect(self._show_standing)
        self.writing.failed.connect(self._warn)
        self.handout = LiveHandout(parent=self)
        self.handout.drawn.connect(self._show_handout)
        self.hand_over = HandOver(shared, records, practice, settings, window, self)
        records.ready.connect(self._take_library)
        records.closing.connect(self.handout.close)
        practice.closing.connect(self.writing.keep_both)  # they may be closed for good
        practice.closing.connect(self._end_choice)
        practice.closing.connect(player.end_preview)
        self.follow()

    def use(self, page: PlansPage) -> None:
        """Hear what is wanted on the page."""
        super().use(page)
        self._page = page
        page.builder_made.connect(self._hear)
        page.write_wanted.connect(self._write)
        page.new_wanted.connect(self._begin_template)
        page.use_wanted.connect(self._choose_patient)
        page.own_wanted.connect(self._make_own)
        page.remove_wanted.connect(self._remove)
        page.take_in_wanted.connect(self._take_in)
        page.written.connect(self._leave)

    def show_now(self) -> None:
        """Show all, unless something is being written."""
        page, opened = self._page, self._records.opened
        if page is None or opened is None:
            return
        if self.writing.kept is not None:
            self.writing.look_again()
            page.show_builder_again()
            return
        page.show_snapshot(self._all(opened.loaded.library))

    def keep(self) -> None:
        """Keep what was written; what cannot be kept in its place beside it, if nobody sees it."""
        self.writing.save()
        if not self.is_open:
            self.writing.keep_both()

    # What there is

    def _all(self, library: "Library") -> PlansShown:
        ask = self._practice.ask
        codes = {one.id: one.code for one in ask(Patients.every, ())}
        drafts = tuple(
            ShownDraft(one.plan, codes.get(one.patient_id, "")) for one in ask(Patients.drafts, ())
        )
        own = [ShownTemplate("own", one.id, one.plan) for one in self._own()]
        known = [
            ShownTemplate("library", one, template(one, spoken_language(), library))
            for one in names(library)
        ]
        return PlansShown(drafts, (*own, *known), library)

    def _own(self) -> Sequence[KeptTemplate]:
        return self._practice.ask(Patients.templates, ())

    # Writing

    @Slot(object)
    def _write(self, wanted: WritingTarget) -> None:
        self._opening = wanted
        if not self._found(wanted) and self._practice.patients is not None:
            self._warn(sentence("This plan or template is not there any more."))

    def _found(self, wanted: WritingTarget) -> bool:
        match wanted:
            case PlanTarget(plan_id):
                return self.writing.open_plan(plan_id)
            case TemplateTarget(template_id):
                return self.writing.open_template(template_id)
            case _:
                assert_never(wanted)

    @Slot(object)
    def _show_in_builder(self, plan: Plan) -> None:
        page, opened, what = self._page, self._records.opened, self._opening
        if page is not None and opened is not None and what is not None:
            page.show_builder(what, plan, opened.loaded.library)
            self._show_standing("kept")

    @Slot(object)
    def _hear(self, builder: "PlanBuilder") -> None:
        builder.edited.connect(self.writing.take)
        builder.field_left.connect(self.writing.save)
        builder.handout_wanted.connect(self._draw)
        builder.conflict_settled.connect(self._settle)
        builder.template_wanted.connect(self._keep_as_template)
        builder.hand_over_wanted.connect(self._hand_over)
        builder.preview_wanted.connect(self._preview)

    @Slot(object)
    def _show_standing(self, standing: WritingState) -> None:
        builder = None if self._page is None else self._page.builder
        if builder is None:
            return
        builder.show_conflict(is_there=standing == "elsewhere")
        builder.show_saved(_("Saved") if standing == "kept" else "")

    @Slot(object)
    def _settle(self, whose: ConflictChoice) -> None:
        if whose is ConflictChoice.MINE:
            self.writing.keep_mine()
        else:
            self.writing.take_theirs()

    @Slot()
    def _leave(self) -> None:
        """What was written is kept; the list is shown as it is now."""
        self.writing.close()
        self.handout.close()
        self._practice.changed.emit()

    @Slot(object)
    def _take_library(self, _opened: object) -> None:
        self.handout.close()
        builder = None if self._page is None else self._page.builder
        opened = self._records.opened
        if builder is not None and opened is not None and self.writing.kept is not None:
            builder.show_library(opened.loaded.library)

    @Slot()
    def _hand_over(self) -> None:
        """What is written is handed over as it is now."""
        self.writing.save()
        kept = self.writing.kept
        if isinstance(kept, KeptPlan) and self.writing.is_saved:
            plan_id = kept.plan.id
            versions = self._practice.ask(lambda patients: patients.revisions(plan_id), ())
            self.hand_over.open(kept, last_handed_over(kept, versions))

    @Slot(str)
    def _preview(self, phase: str) -> None:
        """Play the first routine of a phase."""
        self.writing.save()
        kept, opened = self.writing.kept, self._records.opened
        if kept is None or opened is None:
            return
        with suppress(KeyError):  # an exercise is gone, which its row says
            whole = laid_over(kept.plan, opened.loaded.library)
            phases = whole.programmes[programme_id(kept.plan)].phases
            for one in phases:
                if one.id == phase and one.routines:
                    self._player.preview(kept.plan, one.routines[0].routine)

    # The handout

    @Slot(object)
    def _draw(self, wanted: "HandoutRequest") -> None:
        from posture_app.handout.live import RenderRequest

        shared = self._shared
        self.handout.draw(
            RenderRequest(
                data_folder=shared.data_folder,
                plan=wanted.plan,
                phase=wanted.phase,
                width=wanted.width,
                today=shared.health.today,
                emergency_number=shared.health.number,
                settings=self._settings.value,
                figure=shared.preferences.value.figure,
                logo=self._settings.logo,
            )
        )

    @Slot(object)
    def _show_handout(self, pictures: "tuple[RenderedPage, ...]") -> None:
        builder = None if self._page is None else self._page.builder
        if builder is not None and self.writing.kept is not None:
            builder.show_pictures([(one.width, one.height, one.pixels) for one in pictures])

    # Templates

    @Slot()
    def _begin_template(self) -> None:
        phase = PlanPhase(id=_new_id(), name=_("Phase {number}").format(number=1))
        name = _("New template")
        plan = Plan(id=_new_id(), name=name, language=spoken_language(), phases=(phase,))
        self._keep_template(plan)

    @Slot(object)
    def _make_own(self, shown: ShownTemplate) -> None:
        plan = shown.plan
        self._keep_template(replace(plan, id=_new_id(), name=copied_name(plan.name)))

    def _keep_template(self, plan: Plan) -> None:
        """Keep a new template, and open it in the builder."""
        new = KeptTemplate(id="", plan=plan)
        kept = self._practice.change(lambda patients: patients.save_template(new))
        if kept is not None:
            self._write(TemplateTarget(kept.id))

    @Slot(object)
    def _keep_as_template(self, plan: Plan) -> None:
        """Keep what is being written as a template of one's own, too."""
        bare = replace(plan, id=_new_id(), revision=1, patient="", changed_on="")
        new = KeptTemplate(id="", plan=bare)
        if self._practice.change(lambda patients: patients.save_template(new)) is not None:
            self._tell(sentence("“{plan}” is one of your templates now.", plan=plan.name))

    @Slot(object)
    def _take_in(self, path: Path) -> None:
        """Make a template of a plan's file, without whom it is for."""
        opened = self._records.opened
        if opened is None:
            return
        library = opened.loaded.library
        try:
            found = read_plan(path, library)
        except BrokenFileError as error:
            self._warn(file_problem(path, error.problems[0]))
            return
        lacking = [one.name for one in found.exercises if one.id not in library.exercises]
        if lacking:
            self._warn(
                sentence(
                    "“{plan}” was not taken in: your library lacks {exercises}. Whoever made the "
                    "plan can hand on their own exercises on the page Library.",
                    plan=found.plan.name,
                    exercises=listed(lacking),
                )
            )
            return
        self._keep_as_template(found.plan)

    @Slot(object)
    def _remove(self, shown: ShownTemplate) -> None:
        kept = next((one for one in self._own() if one.id == shown.key), None)
        if kept is None:
            return

        def remove(patients: Patients) -> bool:
            patients.remove_template(kept)
            return True

        def put_back() -> None:
            self._shared.notices.withdraw(NOTICE)
            again = replace(kept, writes=0)
            self._practice.change(lambda patients: patients.save_template(again))

        if self._practice.change(remove):
            text = sentence("The template “{plan}” was removed.", plan=kept.plan.name)
            notice = Notice(key=NOTICE, text=text, action=sentence("Undo"))
            self._shared.notices.add(notice, on_action=put_back)

    # A plan for a patient

    @Slot(object)
    def _choose_patient(self, shown: ShownTemplate) -> None:
        if self.choice is not None:
            return
        self._chosen = shown
        patients = self._practice.ask(Patients.every, ())
        self.choice = self._window.make(PatientChoice, patients, self._window)
        self.choice.chosen.connect(self._begin_plan)
        self.choice.new_wanted.connect(self._add_patient)
        self.choice.finished.connect(self._close_choice)
        self.choice.open()

    @Slot()
    def _add_patient(self) -> None:
        self._window.show_new("patients")

    @Slot()
    def _end_choice(self) -> None:
        """Behind a lock nobody sees who the patients are."""
        if self.choice is not None:
            self.choice.reject()

    @Slot()
    def _close_choice(self) -> None:
        if self.choice is not None:
            self.choice.deleteLater()
            self.choice = None

    @Slot(object)
    def _begin_plan(self, patient: Patient) -> None:
        shown, opened, today = self._chosen, self._records.opened, self._shared.health.today
        if shown is None or opened is None:
            return
        settings = self._settings.value
        begun = shown.plan
        if shown.kind == "library":
            spoken = settings.language or spoken_language()
            begun = beginning(shown.key, spoken, opened.loaded.library)
        draft = begun_for(patient, begun, str(uuid4()), settings.practice, today)
        kept = self._practice.change(lambda patients: patients.save_plan(draft))
        if kept is not None:
            self._write(PlanTarget(kept.plan.id))

    def _tell(self, text: Message) -> None:
        self._shared.notices.add(Notice(key=NOTICE, text=text))

    @Slot(object)
    def _warn(self, text: Message | str) -> None:
        self._shared.notices.warn(NOTICE, text)


def _new_id() -> str:
    return uuid4().hex[:12]
