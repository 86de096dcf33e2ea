"""Plans and what came back for other programs, from the command line."""

import csv
import json
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle

from posture_app.cli import main
from posture_app.plans.files import adherence_bytes
from posture_app.plans.model import AdherenceFile, ItemDone, SessionDone

DONE = SessionDone(
    id="s1",
    day="2026-03-02",
    phase="ease",
    revision=1,
    items=(ItemDone(exercise="walk", asked_sets=1, done_sets=1),),
    pain_after=3,
    note="In the garden.",
)


@pytest.fixture
def told(tmp_path, capsys):
    def run(*words):
        code = main(["--data-dir", str(tmp_path / "data"), "plan", *map(str, words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def plan(told, tmp_path):
    path = tmp_path / "a.postureplan"
    assert told("new", "--template", "acute-low-back", "--for", "AB", "--out", path)[0] == 0
    return path


@pytest.fixture
def sent(plan):
    """Writes what came back of the plan into a file."""
    plan_id = json.loads(plan.read_text())["plan"]["id"]

    def write(name, *sessions, last_day="2026-03-08", plan_id=plan_id):
        path = plan.with_name(name)
        adherence = AdherenceFile(
            format="posture-app/adherence",
            version=1,
            plan=plan_id,
            first_day="2026-03-02",
            last_day=last_day,
            sessions=sessions,
        )
        path.write_bytes(adherence_bytes(adherence))
        return path

    return write


def observations(path):
    raw = path.read_text("utf-8")
    Bundle.model_validate_json(raw)
    found = [one["resource"] for one in json.loads(raw)["entry"]]
    return [one for one in found if one["resourceType"] == "Observation"]


def test_a_plan_is_written_for_a_clinics_program(told, plan, tmp_path):
    out = tmp_path / "a.json"
    assert told("fhir", plan, "--out", out) == (0, f"{out}\n", "")
    assert observations(out) == []
    assert out.stat().st_mode & 0o077 == 0


def test_what_came_back_goes_along_each_session_once(told, plan, sent, tmp_path):
    out = tmp_path / "a.json"
    newer = replace(DONE, pain_after=None, pain_next_morning=1)
    files = (sent("late", newer), sent("early", DONE, last_day="2026-03-07"))
    code, printed, err = told("fhir", plan, "--adherence", *files, "--out", out, "--json")
    assert (code, err) == (0, "")
    assert json.loads(printed) == {"file": str(out), "sessions": 1}
    answers = [one["valueQuantity"]["value"] for one in observations(out) if "valueQuantity" in one]
    assert answers == [3, 1]
    assert "garden" not in out.read_text()


def test_what_the_patient_wrote_goes_along_when_it_is_wanted(told, plan, sent, tmp_path):
    out = tmp_path / "a.json"
    words = ("--adherence", sent("a", DONE), "--with-notes", "--out", out)
    assert told("fhir", plan, *words) == (0, f"{out}: 1 session\n", "")
    assert "garden" in out.read_text()


def test_a_plan_and_what_came_back_are_tables(told, plan, sent, tmp_path):
    of_plan, of_done = tmp_path / "plan.csv", tmp_path / "done.csv"
    assert told("csv", plan, "--out", of_plan)[0] == 0
    assert told("csv", plan, "--adherence", sent("a", DONE), "--out", of_done)[0] == 0
    with of_plan.open(newline="") as file:
        first, *_others = csv.DictReader(file)
    assert (first["patient"], first["revision"]) == ("AB", "1")
    with of_done.open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["session"], row["pain_after"], row["note"]) == ("s1", "3", "In the garden.")


def test_it_is_written_in_the_plans_language(told, tmp_path):
    path, out = tmp_path / "b.postureplan", tmp_path / "b.json"
    words = ("--template", "acute-low-back", "--for", "AB", "--language", "de", "--out", path)
    assert told("new", *words)[0] == 0
    assert told("fhir", path, "--out", out)[0] == 0
    assert json.loads(out.read_text("utf-8"))["language"] == "de"


def test_what_is_of_another_plan_is_refused(told, plan, sent, tmp_path):
    out, other = tmp_path / "a.json", sent("other", DONE, plan_id="other")
    code, printed, err = told("fhir", plan, "--adherence", other, "--out", out)
    assert (code, printed) == (1, "")
    assert f"{other} is of another plan" in err
    assert not out.exists()


@pytest.mark.parametrize("verb", ["fhir", "csv"])
def test_faults_are_told_and_nothing_is_written(told, plan, tmp_path, verb):
    broken, out = tmp_path / "broken", tmp_path / "out"
    broken.write_text("{}")
    code, printed, err = told(verb, plan, "--adherence", broken, "--out", out, "--json")
    assert (code, out.exists()) == (1, False)
    assert json.loads(printed)["faults"]
    assert "posture-app/adherence" in err
    assert told(verb, broken, "--out", out)[0] == 1


@pytest.mark.parametrize("verb", ["fhir", "csv"])
def test_nothing_is_written_over(told, plan, verb):
    before = plan.read_bytes()
    code, _printed, err = told(verb, plan, "--out", plan)
    assert code == 1
    assert "is there already" in err
    assert plan.read_bytes() == before
