"""Reading in what patients did, and who needs attention, from the command line."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from posture_app.cli import main
from posture_app.desktop.clock import local_time_zone
from posture_app.journal.zones import zone
from posture_app.plans.files import adherence_bytes
from posture_app.plans.model import AdherenceFile, Plan, PlanPhase, SessionDone
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.store.patient_database import change_passphrase
from posture_app.store.patients import open_patients

PLAN = Plan(id="plan-a", name="Plan", phases=(PlanPhase(id="one", name="One"),))
OLD = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def told(tmp_path, capsys):
    """Runs a verb of plan; returns the exit code, the output and the errors."""

    def run(*words):
        code = main(["--data-dir", str(tmp_path / "data"), "plan", *map(str, words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def database(tmp_path):
    """A practice with one patient, who has a plan."""
    path = tmp_path / "data" / "patients.db"
    patients = open_patients(path)
    patient = patients.add(Patient(id="", code="A. B."))
    patients.save_plan(KeptPlan(patient_id=patient.id, plan=PLAN, handed_over_at=OLD))
    patients.close()
    return path


def sent(path, day, patient="A. B."):
    session = SessionDone(id=f"{day}", day=f"2026-03-{day:02}", phase="one", revision=1)
    adherence = AdherenceFile(
        format="posture-app/adherence",
        version=1,
        plan="plan-a",
        patient=patient,
        first_day="2026-03-01",
        last_day=session.day,
        sessions=(session,),
    )
    path.write_bytes(adherence_bytes(adherence))
    return path


def test_what_came_back_is_read_in_once(told, database, tmp_path):
    file = sent(tmp_path / "a.json", 2)
    assert told("merge", file) == (0, f"{file}: A. B., new: 1 session.\n", "")
    assert told("merge", file) == (
        0,
        f"{file}: A. B., was read in before; nothing is new.\n",
        "",
    )
    assert "No session since" in told("patients")[1]


def test_files_that_are_not_taken_are_named_and_the_others_are(told, database, tmp_path):
    good, other = sent(tmp_path / "a", 2), sent(tmp_path / "b", 3, "X. Y.")
    broken = tmp_path / "c"
    broken.write_text("{")
    code, printed, errors = told("merge", broken, other, good, "--json")
    found = json.loads(printed)
    assert (code, errors) == (1, "")
    assert [one["arrival"] for one in found] == ["broken", "other_patient", "merged"]
    assert [one["added"] for one in found] == [0, 0, 1]
    assert found[0]["faults"]
    code, printed, errors = told("merge", broken, other)
    assert code == 1
    assert "is from “X. Y.”, but the plan is that of “A. B.”" in printed
    assert errors.startswith(str(broken))


def test_many_files_tell_how_far_it_is(told, database, tmp_path):
    files = [sent(tmp_path / f"{number}", 1 + number % 28) for number in range(60)]
    code, _printed, errors = told("merge", *files)
    assert (code, errors) == (0, "50 of 60 files were read.\n")


def test_who_needs_attention(told, database):
    code, printed, _ = told("patients", "--json")
    (found,) = json.loads(printed)
    assert (code, found["patient"], found["last_day"]) == (0, "A. B.", None)
    day = OLD.astimezone(zone(local_time_zone())).date().isoformat()  # the therapist's, not UTC's
    assert [(one["reason"], one["day"]) for one in found["needs"]] == [("no_session", day)]


def test_who_only_looks_begins_no_database(told, tmp_path):
    assert told("patients") == (0, "There are no patients yet.\n", "")
    assert told("patients", "--json") == (0, "[]\n", "")
    assert not (tmp_path / "data").exists()


def test_the_passphrase_is_asked_for(told, database, monkeypatch):
    change_passphrase(database, "", "word")
    for typed, code in (("word\n", 0), ("other\n", 1), ("", 1)):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        found = told("patients")
        assert found[0] == code, found
    assert "locked with a passphrase" in found[2]


def test_a_plan_that_is_handed_over_is_kept_for_its_patient(told, tmp_path):
    path = tmp_path / "a.postureplan"
    code, _, _ = told("new", "--template", "neck-at-the-desk", "--for", "C. D.", "--out", path)
    assert code == 0
    code, out, err = told("merge", path)
    assert (code, err) == (0, "")
    assert out == f"{path}: the plan “Neck pain at the desk” is kept for C. D.\n"
    assert json.loads(told("merge", path, "--json")[1])[0]["arrival"] == "known_plan"
    plan = json.loads(path.read_text())["plan"]
    came = sent(tmp_path / "came.json", 2, patient="C. D.")
    done = json.loads(came.read_text())
    done["sessions"][0]["phase"] = plan["phases"][0]["id"]
    came.write_text(json.dumps({**done, "plan": plan["id"]}))
    [merged] = json.loads(told("merge", came, "--json")[1])
    assert (merged["arrival"], merged["added"]) == ("merged", 1)
    assert [one["patient"] for one in json.loads(told("patients", "--json")[1])] == ["C. D."]


def test_a_draft_of_the_same_number_is_not_written_over_nor_called_the_same(told, tmp_path):
    file = tmp_path / "a.postureplan"
    told("new", "--template", "neck-at-the-desk", "--for", "C. D.", "--out", file)
    told("merge", file)
    patients = open_patients(tmp_path / "data" / "patients.db")
    [handed_over] = patients.plans(patients.every()[0].id)
    draft = patients.take_back(handed_over)
    changed = patients.save_plan(replace(draft, plan=replace(draft.plan, name="Mine")))
    patients.close()
    code, _out, err = told("merge", file)
    assert code == 1
    assert "was changed by somebody else" in err
    patients = open_patients(tmp_path / "data" / "patients.db")
    assert patients.revisions(draft.plan.id) == [changed]
    patients.save_plan(replace(changed, plan=draft.plan))
    patients.close()
    assert json.loads(told("merge", file, "--json")[1])[0]["arrival"] == "plan"


def test_a_broken_plan_is_told_and_what_is_sound_is_kept(told, database, tmp_path):
    broken = tmp_path / "a.postureplan"
    broken.write_text("{}")
    code, out, err = told("merge", broken, sent(tmp_path / "came.json", 2))
    assert code == 1
    assert "is no file of the format" in err
    assert out
