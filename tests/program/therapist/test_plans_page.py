"""The page Plans: templates, plans that are being written, and what is kept of them."""

import os
import signal
import subprocess
import sys
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from posture_app.library.files import load
from posture_app.plans.files import plan_bytes, plan_file
from posture_app.plans.model import PlanItem
from posture_app.plans.patient import KeptPlan, KeptTemplate, Patient
from posture_app.plans.templates import template
from posture_app.program.therapist.plans_page import NOTICE, PlansController
from posture_app.program.window_requests import WindowRequests
from posture_app.store.errors import DiskFullError
from posture_app.store.patients import Patients, open_patients
from posture_app.ui.page_targets import PlanFileTarget, PlanTarget
from posture_app.ui.therapist.builder.rows import RowKey
from posture_app.ui.therapist.builder.text_fields import WrittenLine
from posture_app.ui.therapist.locked import Locked
from posture_app.ui.therapist.patient_choice import PatientChoice
from posture_app.ui.therapist.patient_sheet import PatientSheet
from posture_app.words.catalogue import said
from tests.there import there
from tests.ui.acting import child

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")


class Hand:
    """A practice whose page Plans is open."""

    def __init__(self, program):
        self.program = program
        self.window = there(program.window.main)
        self.window.visit("plans")
        self.page = self.window.page("plans")
        self.controller = there(self.window.findChild(PlansController))
        self.practice = program.window.services.practice
        self.controller.handout._begin = NoProcess

    @property
    def kept(self):
        return there(self.practice.patients)

    @property
    def builder(self):
        return there(self.page.builder)

    def press(self, name):
        child(self.page, QAbstractButton, name).click()

    def add_patient(self, code="A. B.", **fields):
        return there(
            self.practice.change(lambda kept: kept.add(Patient(id="", code=code, **fields)))
        )

    def begin_plan(self):
        """A plan from the first template of the library, for a patient."""
        patient = self.add_patient()
        self.page.rows.opened.emit("library:neck-at-the-desk")
        self.press("template-use")
        there(self.controller.choice).chosen.emit(patient)
        return there(self.builder.plan)

    def told(self):
        """What is told of plans now."""
        standing = self.program.shared.notices.standing
        return " ".join(said(one.text) for one in standing if one.key == NOTICE)

    def rename(self, name):
        field = child(self.builder, WrittenLine, "plan-name")
        field.wanted.emit(name)


class NoProcess:
    """Draws nothing."""

    def submit(self, _do, _order):
        return Future()

    def shutdown(self, **_how):
        """Nothing to end."""


@pytest.fixture
def hand(practice_program):
    return Hand(practice_program)


def listed(page):
    return [row.key for row in page.rows._rows.items]


def test_the_librarys_templates_are_offered_first(hand):
    assert listed(hand.page)[0] == "library:neck-at-the-desk"
    assert listed(hand.page)[6:] == [f"library:{one}" for one in load().library.programmes]


def test_a_plan_is_made_of_a_template_for_a_patient_and_heeds_their_precautions(hand):
    plan = hand.begin_plan()
    kept = hand.kept.drafts()[0]
    assert kept.plan == plan
    assert (plan.patient, plan.revision) == ("A. B.", 1)
    assert hand.page.where() == PlanTarget(plan.id)
    hand.window.go_back()
    assert listed(hand.page)[0] == f"plan:{plan.id}"


def test_where_there_is_nobody_to_make_a_plan_for_a_new_patient_is_begun(hand):
    hand.page.rows.opened.emit("library:neck-at-the-desk")
    hand.press("template-use")
    there(there(hand.controller.choice).findChild(QAbstractButton, "choice-new-patient")).click()
    assert hand.controller.choice is None
    assert hand.window.open_page_key == "patients"
    sheet = there(hand.window.findChild(PatientSheet))
    assert sheet.isVisible()
    sheet.reject()


def test_each_edit_is_on_the_disk_soon(hand, qtbot):
    plan = hand.begin_plan()
    hand.rename("Neck, gently")
    assert not hand.controller.writing.is_saved
    qtbot.waitUntil(lambda: hand.controller.writing.is_saved)
    assert hand.kept.revisions(plan.id)[-1].plan.name == "Neck, gently"


def test_the_last_edit_is_kept_on_every_way_out(hand):
    plan = hand.begin_plan()
    ways = {
        "back": hand.window.go_back,
        "page": lambda: hand.window.visit("patients"),
        "workspace": lambda: hand.window.show_workspace("own"),
        "end": hand.controller.keep,
        "lock": hand.practice.close,
    }
    for name, leave in ways.items():
        hand.window.show_workspace("practice")
        hand.window.visit("plans")
        hand.page.show_details(PlanTarget(plan.id))
        hand.rename(name)
        leave()
        kept = open_patients(hand.practice._path)
        assert kept.revisions(plan.id)[-1].plan.name == name
        kept.close()


def test_an_edit_after_handing_over_begins_the_next_version(hand):
    plan = hand.begin_plan()
    hand.rename("First")
    hand.controller.keep()
    draft = hand.kept.revisions(plan.id)[-1]
    hand.kept.hand_over(draft, hand.program.shared.local_time.now())
    hand.rename("Second")
    hand.controller.keep()
    found = hand.kept.revisions(plan.id)
    assert [(one.plan.revision, one.plan.name, one.handed_over_at is None) for one in found] == [
        (1, "First", False),
        (2, "Second", True),
    ]


def test_a_plan_is_handed_over_from_the_builder_and_goes_on_as_the_next_version(hand):
    plan = hand.begin_plan()
    hand.rename("First")
    hand.press("builder-hand-over")
    sheet = there(hand.controller.hand_over.sheet)
    hand.controller.hand_over._count()
    sheet.reject()
    hand.rename("Second")
    hand.controller.keep()
    found = hand.kept.revisions(plan.id)
    assert [(one.plan.revision, one.plan.name) for one in found] == [(1, "First"), (2, "Second")]
    assert not hand.builder.conflict.isVisibleTo(hand.builder)


def test_the_phase_at_hand_is_played_as_the_patient_does(hand, monkeypatch):
    plan = hand.begin_plan()
    played = []
    monkeypatch.setattr(hand.controller._player, "preview", lambda *told: played.append(told))
    hand.builder.list.choose([RowKey("phase", plan.phases[1].id)])
    hand.press("builder-preview")
    ((shown, routine),) = played
    assert (shown.id, plan.phases[1].id in routine) == (plan.id, True)


def test_a_template_is_handed_to_nobody(hand):
    hand.press("new-template")
    button = child(hand.page, QAbstractButton, "builder-hand-over")
    assert not button.isVisibleTo(hand.builder)


def changed_elsewhere(hand, plan):
    """Somebody else changes the plan while it is open, and then it is edited here."""
    theirs = hand.kept.revisions(plan.id)[-1]
    hand.kept.save_plan(replace(theirs, plan=replace(theirs.plan, name="Theirs")))
    hand.rename("Mine")
    hand.controller.keep()
    assert hand.builder.conflict.isVisibleTo(hand.builder)


def test_two_who_write_at_a_time_are_asked_and_one_keeps_ones_own(hand):
    plan = hand.begin_plan()
    changed_elsewhere(hand, plan)
    assert hand.kept.revisions(plan.id)[-1].plan.name == "Theirs"
    hand.press("conflict-mine")
    assert hand.kept.revisions(plan.id)[-1].plan.name == "Mine"
    assert not hand.builder.conflict.isVisibleTo(hand.builder)
    hand.rename("Mine still")
    hand.controller.keep()
    assert hand.kept.revisions(plan.id)[-1].plan.name == "Mine still"


def test_or_takes_what_the_other_one_has_written(hand):
    plan = hand.begin_plan()
    changed_elsewhere(hand, plan)
    hand.press("conflict-theirs")
    assert there(hand.builder.plan).name == "Theirs"
    hand.controller.keep()
    assert hand.kept.revisions(plan.id)[-1].plan.name == "Theirs"


@pytest.mark.parametrize("way", ["back", "end", "lock", "language"])
def test_of_two_who_wrote_at_a_time_nobody_loses_what_they_wrote(hand, way):
    plan = hand.begin_plan()
    changed_elsewhere(hand, plan)
    if way == "back":
        hand.window.go_back()
    elif way == "language":
        hand.window.visit("settings")
        hand.program.shared.preferences.change(language="de")
    elif way == "end":
        hand.program.window.keep_entries()
        hand.program.window.services.close_practice()
    else:
        hand.practice.close()
    hand.practice.open()
    assert hand.kept.revisions(plan.id)[-1].plan.name == "Theirs"
    [mine] = hand.kept.templates()
    assert (mine.plan.name[:6], mine.plan.patient) == ("Mine (", "")
    assert mine.plan.phases == plan.phases


@pytest.mark.warns_in_diagnostics
def test_what_a_full_disk_refused_is_kept_when_there_is_room_again(hand, monkeypatch):
    plan = hand.begin_plan()
    path = hand.practice._path

    def full(_self, _kept):
        raise DiskFullError(path)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Patients, "save_plan", full)
        meanwhile.setattr(Patients, "save_template", full)
        hand.rename("Mine")
        hand.controller.keep()
        assert "plans" in [one.key for one in hand.program.shared.notices.standing]
        assert hand.controller.writing._again.isActive(), "it is tried again"
        hand.window.go_back()
    hand.controller.writing._again.timeout.emit()
    assert [one.plan.name for one in hand.kept.templates()] == ["Mine (copy)"]
    assert not hand.controller.writing._again.isActive()
    assert hand.kept.revisions(plan.id)[-1].plan == plan


@pytest.mark.warns_in_diagnostics
def test_a_plan_of_a_patient_who_was_removed_is_said_to_be_gone(hand):
    hand.begin_plan()
    hand.kept.remove(hand.kept.every()[0])
    hand.rename("For nobody")
    hand.controller.keep()
    assert "plans" in [one.key for one in hand.program.shared.notices.standing]


def test_a_template_of_the_library_becomes_ones_own_and_is_changed(hand):
    hand.page.rows.opened.emit("library:osteoporosis")
    hand.press("template-own")
    hand.rename("Older people")
    hand.window.go_back()
    own = hand.kept.templates()
    assert [one.plan.name for one in own] == ["Older people"]
    assert f"own:{own[0].id}" in listed(hand.page)


def test_a_new_template_begins_empty(hand):
    hand.press("new-template")
    assert there(hand.builder.plan).phases[0].items == ()
    hand.window.go_back()
    hand.window.show_new("plans")
    assert len(hand.kept.templates()) == 2


def test_what_is_written_for_a_patient_becomes_a_template_without_them(hand):
    hand.begin_plan()
    hand.press("builder-keep-template")
    (own,) = hand.kept.templates()
    assert (own.plan.patient, own.plan.revision) == ("", 1)


def test_a_template_is_removed_and_put_back(hand):
    kept = KeptTemplate(id="", plan=replace(hand.page._shown.templates[0].plan, name="Mine"))
    saved = there(hand.practice.change(lambda patients: patients.save_template(kept)))
    hand.page.rows.opened.emit(f"own:{saved.id}")
    hand.press("template-remove")
    assert hand.kept.templates() == []
    assert hand.page.where() is None
    hand.program.shared.notices.do_action("plans")
    assert [one.plan.name for one in hand.kept.templates()] == ["Mine"]


def test_a_patient_leads_to_their_plan_and_back(hand):
    plan = hand.begin_plan()
    hand.window.visit("patients")
    hand.window.show_details(PlanTarget(plan.id))
    assert hand.page.where() == PlanTarget(plan.id)
    hand.window.go_back()
    assert hand.window.open_page_key == "patients"


def test_what_is_not_there_any_more_is_said(hand):
    hand.page.show_details(PlanTarget("gone"))
    assert hand.page.where() is None
    assert "plans" in [one.key for one in hand.program.shared.notices.standing]


def test_of_a_window_that_was_made_anew_nothing_is_kept_again(hand):
    hand.begin_plan()
    hand.rename("Mine")
    hand.program.shared.preferences.change(language="de")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    there(hand.program.window.main).visit("plans")
    hand.program.quit()
    assert hand.program.exit_code == 0  # and nothing in the diagnostics


def test_after_a_lock_one_goes_on_in_the_builder(hand, qtbot):
    pytest.importorskip("sqlcipher3")
    hand.begin_plan()
    assert hand.practice.set_passphrase("", "seven red kites")
    hand.rename("Mine")
    hand.practice.lock()
    assert isinstance(hand.page.views.currentWidget(), Locked)
    with qtbot.waitSignal(hand.practice.turned):
        hand.page.unlock_wanted.emit("seven red kites")
    assert hand.page.views.currentWidget() is hand.builder
    assert there(hand.builder.plan).name == "Mine"


def test_behind_a_lock_nobody_sees_who_the_patients_are(hand):
    pytest.importorskip("sqlcipher3")
    patient = hand.add_patient()
    assert hand.practice.set_passphrase("", "seven red kites")
    hand.page.rows.opened.emit("library:neck-at-the-desk")
    hand.press("template-use")
    hand.practice.lock()
    assert hand.controller.choice is None
    assert not any(one.isVisible() for one in hand.window.findChildren(PatientChoice))
    hand.practice.unlock("seven red kites")
    hand.press("template-use")
    there(hand.controller.choice).chosen.emit(patient)
    hand.press("builder-preview")
    player = there(hand.program.window.player)
    assert player.view is not None
    hand.practice.lock()
    assert player.view is None


SCRIPT = """
import os, signal, sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from posture_app.plans.editing import change_items, item_keys
from posture_app.program.therapist.plan_writing import PlanWriting
from posture_app.program.therapist.practice import PracticeData
from posture_app.program.local_time import LocalTime
from posture_app.desktop.clock import SystemClock

app = QCoreApplication([])
practice = PracticeData(Path(sys.argv[1]), LocalTime(SystemClock()))
practice.open()
writing = PlanWriting(practice, lambda: date(2026, 3, 2))
writing.open_plan(sys.argv[2])
plan = writing.kept.plan
writing.take(change_items(plan, item_keys(plan)[:1], note="Slowly."))
QTimer.singleShot(400, lambda: os.kill(os.getpid(), signal.SIGKILL))
app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_program_that_is_killed_after_an_edit_has_kept_it(tmp_path, library):
    from posture_app.desktop.paths import patients_path
    from posture_app.plans.templates import template

    path = patients_path(tmp_path)
    patients: Patients = open_patients(path)
    owner = patients.add(Patient(id="", code="A. B."))
    plan = replace(template("osteoporosis", "en", library), id="p")
    patients.save_plan(KeptPlan(patient_id=owner.id, plan=plan))
    patients.close()
    root = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, tmp_path, "p"],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=60,
    )
    assert ended.returncode == -signal.SIGKILL
    patients = open_patients(path)
    assert patients.revisions("p")[-1].plan.phases[0].items[0].note == "Slowly."
    patients.close()


@pytest.fixture(scope="module")
def library():
    from posture_app.library.files import load

    return load().library


def test_a_plan_s_file_becomes_a_template_of_one_s_own(hand, tmp_path):
    library = load().library
    plan = replace(template("osteoporosis", "en", library), patient="K. M.", revision=4)
    path = tmp_path / "from-a-colleague.postureplan"
    path.write_bytes(plan_bytes(plan_file(plan, library)))
    hand.window.show_workspace("practice")
    there(hand.window.findChild(WindowRequests)).drops.template_dropped.emit(path)
    [kept] = hand.kept.templates()
    assert kept.plan.phases == plan.phases
    assert (kept.plan.patient, kept.plan.revision) == ("", 1)
    assert hand.window.open_page_key == "plans"


def test_a_plan_whose_exercises_are_not_known_says_what_is_lacking(hand, tmp_path):
    library = load().library
    stranger = replace(library.exercises["bridge"], id="bridge-of-sighs", name="Bridge of sighs")
    wider = replace(library, exercises={**library.exercises, stranger.id: stranger})
    plan = template("osteoporosis", "en", library)
    phase = replace(plan.phases[0], items=(PlanItem(exercise=stranger.id),))
    path = tmp_path / "own.postureplan"
    path.write_bytes(plan_bytes(plan_file(replace(plan, phases=(phase,)), wider)))
    hand.window.show_details(PlanFileTarget(path))
    assert hand.kept.templates() == []
    assert "Bridge of sighs" in hand.told()
    path.write_text("no plan")
    hand.window.show_details(PlanFileTarget(path))
    assert hand.kept.templates() == []
    assert "own.postureplan" in hand.told()
