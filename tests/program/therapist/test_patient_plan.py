"""The part Plan of a patient: versions, going back, new plans, and what came back leads to."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from posture_app.coach.pain_rule import Condition
from posture_app.gallery.drawing import settle
from posture_app.library.files import load
from posture_app.plans.adherence_files import imported_file
from posture_app.plans.files import adherence_bytes
from posture_app.plans.model import (
    AdherenceFile,
    ItemDone,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    SessionDone,
)
from posture_app.plans.patient import KeptPlan, KeptTemplate, Patient
from posture_app.plans.practice import PracticeSettings
from posture_app.plans.templates import names
from posture_app.program.player import SessionPlayer
from posture_app.program.records import Records
from posture_app.program.therapist.patient_plan import PatientPlanController
from posture_app.program.therapist.practice import PracticeData
from posture_app.program.therapist.practice_settings import CurrentPractice
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import PlanTarget
from posture_app.ui.therapist.snapshots import PatientSnapshot
from posture_app.ui.widgets.grouped_rows import GroupedRows
from posture_app.ui.widgets.menu import MenuButton
from tests.there import there
from tests.ui.acting import child, click

FIRST = PlanPhase(
    id="first",
    name="Begin",
    criterion=PlanCriterion(sessions=2),
    items=(PlanItem(exercise="bridge"), PlanItem(exercise="cat-cow", load="red band")),
)
THEN = PlanPhase(id="then", name="More", items=(PlanItem(exercise="bird-dog", days=("monday",)),))
PLAN = Plan(id="a", name="Back", patient="A. B.", phases=(FIRST, THEN))


@pytest.fixture
def records(shared, tmp_path, qtbot):
    one = Records(tmp_path / "data", shared.local_time, shared.notices)
    with qtbot.waitSignal(one.ready):
        one.open()
    yield one
    one.close_journal()
    one.close()


@pytest.fixture
def practice(shared):
    one = PracticeData(shared.data_folder, shared.local_time)
    one.open()
    yield one
    one.close()


class Desk:
    """A patient's plan as somebody uses it."""

    def __init__(self, shared, records, practice, qtbot, monkeypatch):
        self.shared, self.practice, self.folder = shared, practice, shared.data_folder
        self.window = MainWindow(shared.theme)
        qtbot.addWidget(self.window)
        self.page: Any = self.window.page("patients")
        self.window.show()
        self.window.open_page("patients")
        self.player = SessionPlayer(shared, records, self.window, self.window)
        self.settings = CurrentPractice(shared, self.window)
        self.controller = PatientPlanController(
            shared, records, practice, self.settings, self.window, self.player, self.window
        )
        self.view = there(self.controller._view)
        self.patients = there(practice.patients)
        person = Patient(id="", code="A. B.", precautions=(Condition.OSTEOPOROSIS,))
        self.patient = self.patients.add(person)
        self.opened: list[str] = []
        monkeypatch.setattr(self.window, "show_details", self._note)
        practice.changed.connect(self.show)
        self.show()

    def _note(self, target):
        assert isinstance(target, PlanTarget)
        self.opened.append(target.plan_id)

    def show(self):
        today = self.shared.local_time.today
        self.page.show_patient(PatientSnapshot(self.patient, today, self.kept()))
        settle()

    def keep(self, plan=PLAN, *, handed_over=None, writes=0):
        kept = KeptPlan(patient_id=self.patient.id, plan=plan, writes=writes)
        kept = self.patients.save_plan(kept)
        if handed_over is not None:
            at = self.shared.local_time.now() - timedelta(days=handed_over)
            kept = self.patients.hand_over(kept, at)
        self.show()
        return kept

    def merge(self, *sessions):
        days = [one.day for one in sessions]
        file = AdherenceFile(
            format="posture-app/adherence",
            version=1,
            plan=PLAN.id,
            patient="A. B.",
            first_day=min(days),
            last_day=max(days),
            sessions=sessions,
        )
        path = self.folder / "a.json"
        path.write_bytes(adherence_bytes(file))
        self.patients.merge([imported_file(path)], self.shared.local_time.now())
        self.show()

    def kept(self):
        return self.patients.plans(self.patient.id)

    def look(self, version):
        rows = child(self.view, GroupedRows, "plan-earlier")
        rows.select(version)
        QTest.keyClick(rows, Qt.Key.Key_Return)
        settle()

    def words(self):
        return "\n".join(
            one.text() for one in self.view.findChildren(QLabel) if one.isVisibleTo(self.view)
        )

    def there_is(self, name):
        button = self.view.findChild(QAbstractButton, name)
        return button is not None and button.isVisibleTo(self.view)

    def press(self, name):
        click(self.view, name)
        settle()

    def undo(self):
        click(there(self.controller._snackbar), "snackbar-action")
        settle()


@pytest.fixture
def desk(shared, records, practice, qtbot, monkeypatch):
    return Desk(shared, records, practice, qtbot, monkeypatch)


def session(number, *, phase="first", pain=1, hurt=False):
    day = date(2026, 3, number)
    items = tuple(
        ItemDone(exercise=one, asked_sets=1, done_sets=1, hurt=hurt)
        for one in ("bridge", "cat-cow")
    )
    return SessionDone(
        id=f"s{number}",
        day=day.isoformat(),
        phase=phase,
        revision=1,
        items=items,
        pain_after=pain,
        effort=2,
    )


def choose(desk, name, words):
    button = child(desk.view, MenuButton, name)
    [action] = [one for one in button.menu_actions() if one.text() == words]
    action.trigger()
    settle()


def test_without_a_plan_one_is_begun_from_a_template(desk):
    assert "There is no plan yet." in desk.words()
    offered = [one.text() for one in child(desk.view, MenuButton, "first-plan").menu_actions()]
    assert len(offered) == 1 + len(names(load().library))
    assert load().library.programmes["neck-4-week"].name in offered
    choose(desk, "first-plan", "Acute low back pain")
    [kept] = desk.kept()
    assert (kept.plan.patient, kept.plan.revision) == ("A. B.", 1)
    assert Condition.OSTEOPOROSIS in kept.plan.precautions
    assert desk.opened == [kept.plan.id]
    assert "Nobody has it yet" in desk.words()


def test_an_empty_plan_and_a_template_of_ones_own_are_offered_too(desk, practice):
    own = replace(PLAN, patient="", name="My own")
    practice.change(lambda kept: kept.save_template(KeptTemplate(id="", plan=own)))
    desk.show()
    choose(desk, "first-plan", "My own")
    [kept] = desk.kept()
    assert (kept.plan.name, kept.plan.patient, kept.plan.phases) == ("My own", "A. B.", PLAN.phases)
    choose(desk, "new-plan", "An empty plan")
    assert [one.plan.name for one in desk.kept()] == ["My own", "New plan"]
    assert desk.kept()[0].plan.id != desk.kept()[1].plan.id


def test_a_new_plan_is_from_the_practice_and_in_its_patients_language(desk):
    set_up = PracticeSettings(name="Praxis am Markt", phone="030 12", language="de")
    desk.settings.take(set_up)
    choose(desk, "first-plan", "Acute low back pain")
    [kept] = desk.kept()
    assert (kept.plan.language, kept.plan.practice) == ("de", set_up.practice)
    assert kept.plan.name == "Akute Schmerzen im unteren Rücken"
    choose(desk, "new-plan", "An empty plan")
    assert desk.kept()[-1].plan.name == "Neuer Plan"


def test_what_the_patient_has_is_shown_with_doses_in_words(desk):
    desk.keep(handed_over=1)
    words = desk.words()
    library = load().library
    for text in (
        "What the patient has",
        "1. Begin",
        "2. More",
        "The patient is in this phase.",
        library.exercises["bridge"].name,
        "red band",
        "Once a day, on Monday.",
        "Go on when the last 2 sessions were done to their end",
        "Nothing is being changed.",
    ):
        assert text in words, text


def test_a_version_beside_it_tells_what_it_changes(desk):
    desk.keep(handed_over=1)
    desk.press("plan-edit")
    assert desk.opened == ["a"]
    assert len(desk.kept()) == 1, "nothing was edited yet"
    desk.keep(replace(PLAN, revision=2))
    first, second = desk.kept()
    assert "Nothing was changed." in desk.words()
    desk.practice.change(
        lambda kept: kept.save_plan(replace(second, plan=replace(second.plan, goal="Walk.")))
    )
    assert "Goal: Walk. (before: none)" in desk.words()
    assert not desk.there_is("plan-edit")
    desk.press("draft-edit")
    assert desk.opened == ["a", "a"]
    assert first == desk.kept()[0]


def test_an_earlier_version_is_looked_at_and_gone_back_to(desk):
    desk.keep(replace(PLAN, goal="The first goal."), handed_over=3)
    desk.keep(replace(PLAN, revision=2, goal="The second goal."), handed_over=1)
    assert "The second goal." in desk.words()
    desk.look("a-1")
    assert "The first goal." in desk.words()
    assert "You look at an earlier version." in desk.words()
    desk.press("plan-go-back")
    draft = desk.kept()[-1]
    assert (draft.plan.revision, draft.plan.goal) == (3, "The first goal.")
    assert draft.handed_over_at is None
    assert "Goal: The first goal. (before: The second goal.)" in desk.words()
    desk.undo()
    assert len(desk.kept()) == 2


def test_going_back_over_a_draft_can_be_undone(desk):
    desk.keep(handed_over=3)
    desk.keep(replace(PLAN, revision=2, goal="Mine."))
    desk.press("draft-discard")
    assert len(desk.kept()) == 1
    desk.undo()
    assert desk.kept()[-1].plan.goal == "Mine."
    desk.keep(replace(PLAN, id="b", goal="Another."), handed_over=1)
    desk.look("a-1")
    desk.press("plan-go-back")
    assert desk.kept()[1].plan.goal == ""
    desk.undo()
    assert desk.kept()[1].plan.goal == "Mine."


def test_what_went_well_proposes_a_harder_exercise_that_is_taken_with_a_click(desk):
    library = load().library
    harder = there(library.exercises["cat-cow"].harder)
    desk.keep(handed_over=5)
    assert not desk.there_is("accept-step-0")
    desk.merge(*(session(number) for number in (2, 3, 4)))
    assert f"The harder exercise is “{library.exercises[harder].name}”." in desk.words()
    desk.press("accept-step-0")
    draft = desk.kept()[-1]
    item = draft.plan.phases[0].items[1]
    assert (draft.plan.revision, item.exercise, item.load) == (2, harder, "")
    assert f"New in “Begin”: {library.exercises[harder].name}" in desk.words()
    assert f"The harder exercise is “{library.exercises[harder].name}”." not in desk.words()
    desk.undo()
    assert len(desk.kept()) == 1


def test_what_hurt_proposes_an_easier_one(desk):
    library = load().library
    desk.keep(handed_over=5)
    desk.merge(session(2, hurt=True, pain=7))
    easier = [one for one in ("bridge", "cat-cow") if library.exercises[one].easier]
    assert easier
    assert "hurt. The easier exercise is" in desk.words()


def test_the_next_phase_is_named_when_its_criterion_is_met(desk):
    desk.keep(handed_over=5)
    desk.merge(session(2))
    assert "“More” can begin." not in desk.words()
    desk.merge(session(2), session(3))
    assert "What leads on from “Begin” was met on 3 Mar 2026. “More” can begin." in desk.words()


def test_another_plan_takes_the_place_of_the_one_there_is(desk):
    desk.keep(handed_over=1)
    desk.keep(replace(PLAN, id="b", name="Neck"))
    assert "Handed over, it takes the place of “Back”." in desk.words()
    assert "Changed since version" not in desk.words()


def test_a_version_is_previewed_and_handed_over(desk):
    kept = desk.keep(handed_over=1)
    desk.press("plan-hand-over")
    sheet = there(desk.controller.hand_over.sheet)
    assert sheet._facts.before is None
    sheet.reject()
    desk.keep(replace(PLAN, revision=2))
    desk.press("draft-hand-over")
    sheet = there(desk.controller.hand_over.sheet)
    assert sheet._facts.before == kept.plan.revision
    sheet.reject()
    desk.press("draft-preview")
    assert there(desk.player.view).routine.items[0].exercise == "bridge"
    desk.player.end_preview()
    [_first, second] = child(desk.view, MenuButton, "plan-preview").menu_actions()
    second.trigger()
    assert there(desk.player.view).routine.items[0].exercise == "bird-dog"
    desk.player.end_preview()


def test_an_exercise_that_is_gone_is_told_and_everything_else_shown(desk):
    gone = replace(FIRST, items=(PlanItem(exercise="gone"), *FIRST.items))
    desk.keep(replace(PLAN, phases=(gone,)), handed_over=1)
    assert "“gone” is not in the library any more." in desk.words()
    assert load().library.exercises["cat-cow"].name in desk.words()
    assert not desk.there_is("plan-preview")
