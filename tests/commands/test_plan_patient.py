"""A received plan from the command line: shown, followed, handed back."""

import json

import pytest

from posture_app.cli import main
from posture_app.coach.health import Health
from posture_app.coach.pain_rule import Condition
from posture_app.desktop.health import write_health
from posture_app.plans.files import read_adherence
from posture_app.store.database import open_database
from posture_app.store.plans import ReceivedPlans
from posture_app.store.programmes import FollowedProgrammes


@pytest.fixture
def told(tmp_path, capsys):
    """Runs a verb of plan; returns the exit code, the output and the errors."""

    def run(*words):
        code = main(["--data-dir", str(tmp_path / "data"), "plan", *map(str, words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def plan(told, tmp_path):
    path = tmp_path / "a.postureplan"
    told("new", "--template", "acute-low-back", "--for", "AB", "--out", path)
    return path


@pytest.fixture
def log(tmp_path):
    """What the log holds of plans: the revisions, and the phase that is followed."""

    def read():
        database = open_database(tmp_path / "data" / "journal.db")
        kept = [one.revision for one in ReceivedPlans(database).history()]
        current = FollowedProgrammes(database).current()
        database.close()
        return kept, None if current is None else (current.programme_id, current.phase_id)

    return read


def changed(path, **fields):
    document = json.loads(path.read_text())
    document["plan"] |= fields
    other = path.with_name("b.postureplan")
    other.write_text(json.dumps(document))
    return other


def test_it_is_shown_and_nothing_is_kept(told, plan, tmp_path):
    other = changed(plan, practice={"name": "By the Park", "therapist": "M. Weber"})
    code, printed, _errors = told("import", other)
    assert code == 0
    assert "From: By the Park, M. Weber" in printed
    assert "--yes" in printed.splitlines()[-1]
    assert not (tmp_path / "data" / "journal.db").exists()


def test_it_is_kept_and_followed(told, plan, log):
    code, printed, _errors = told("import", plan, "--yes")
    assert (code, printed.splitlines()[-1]) == (0, "You follow this plan now.")
    document = json.loads(plan.read_text())["plan"]
    assert log() == ([1], (f"plan.{document['id']}", document["phases"][0]["id"]))


def test_a_newer_version_tells_what_is_new_and_an_older_one_that_it_is_older(told, plan, log):
    told("import", plan, "--yes")
    newer = changed(plan, revision=2, goal="Lift the shopping again.")
    found = json.loads(told("import", newer, "--yes", "--json")[1])
    assert (found["standing"], found["revision"], found["followed"]) == ("newer", 2, True)
    assert any("Lift the shopping again." in one for one in found["differences"])
    assert log()[0] == [1, 2]
    older = told("import", plan)[1]
    assert "You have a newer version of this plan already. This one is older." in older
    same = json.loads(told("import", newer, "--json")[1])
    assert (same["standing"], same["differences"], same["followed"]) == ("same", [], False)


def test_where_it_does_not_go_with_the_health_profile_is_told(told, plan, tmp_path):
    profile = Health(answered=True, conditions=frozenset({Condition.SPINE_OPERATION}))
    write_health(tmp_path / "data", profile)
    found = json.loads(told("import", plan, "--json")[1])
    assert found["warnings"]


def test_every_fault_of_a_strangers_file_is_named(told, plan, log):
    document = json.loads(plan.read_text())
    document["plan"] |= {"name": "", "revision": 0}
    plan.write_text(json.dumps(document))
    code, printed, errors = told("import", plan, "--yes", "--json")
    assert code == 1
    assert len(json.loads(printed)["faults"]) == 2
    assert len(errors.splitlines()) == 2
    assert log() == ([], None)


def test_what_was_done_is_written(told, plan, tmp_path):
    told("import", plan, "--yes")
    out = tmp_path / "done.json"
    code, printed, _errors = told("adherence", "--out", out)
    assert (code, printed.split(":")[0]) == (0, str(out))
    found = read_adherence(out)
    assert (found.patient, found.sessions) == ("AB", ())
    assert json.loads(told("adherence", "--json")[1])["plan"] == found.plan
    code, _printed, errors = told("adherence", "--out", out)
    assert (code, "is there already" in errors) == (1, True)


def test_without_a_plan_there_is_nothing_to_hand_back(told):
    code, printed, errors = told("adherence")
    assert (code, printed) == (1, "")
    assert "you follow no plan that was received" in errors
