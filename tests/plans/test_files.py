"""Plans and adherence files: what is written is read, and every fault is named."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from posture_app.library.files import load
from posture_app.library.model import Dose, Library
from posture_app.library.problems import BrokenFileError
from posture_app.plans import files
from posture_app.plans.model import (
    AdherenceFile,
    ItemDone,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    SessionDone,
)

PLAN = Plan(
    id="9f1c",
    name="Neck at the desk",
    goal="Turn the head without pain.",
    patient="A. B.",
    changed_on="2026-03-02",
    phases=(
        PlanPhase(
            id="settle",
            name="Settle",
            weeks=1,
            items=(
                PlanItem(exercise="chin-tuck-seated", per_day=3, note="Slowly."),
                PlanItem(exercise="levator-scap-stretch", side="left", days=("monday", "friday")),
            ),
        ),
        PlanPhase(
            id="load",
            name="Load",
            criterion=PlanCriterion(effort_at_most=4),
            items=(PlanItem(exercise="bridge", dose=Dose(model="reps", reps=8)),),
        ),
    ),
)
PATH = Path("a.postureplan")
NOTHING = Library({}, {}, {})


@pytest.fixture(scope="module")
def library():
    return load().library


def faults(document, library=NOTHING):
    with pytest.raises(BrokenFileError) as error:
        files.read_plan(PATH, library, raw=json.dumps(document).encode())
    return [str(one) for one in error.value.problems]


@pytest.fixture(scope="module")
def written(library):
    return json.loads(files.plan_bytes(files.plan_file(PLAN, library)))


def test_what_is_written_is_read_without_any_library(library):
    whole = files.plan_file(PLAN, library, note="Call when unsure.")
    raw = files.plan_bytes(whole)
    assert files.read_plan(PATH, NOTHING, raw=raw) == whole
    assert files.plan_bytes(files.read_plan(PATH, NOTHING, raw=raw)) == raw
    assert {one.id for one in whole.exercises} == {
        "chin-tuck-seated",
        "levator-scap-stretch",
        "bridge",
    }


def test_the_two_kinds_of_files_are_told_apart(written):
    adherence = json.loads(files.adherence_bytes(DONE))
    assert faults(adherence) == ["format: tells what was done of a plan, and is no plan"]
    with pytest.raises(BrokenFileError) as error:
        files.read_adherence(PATH, json.dumps(written).encode())
    (problem,) = error.value.problems
    assert str(problem) == "format: is a plan, and does not tell what was done of one"


def test_a_plan_may_point_to_the_library(written, library):
    bare = {**written, "exercises": [], "sources": []}
    assert files.read_plan(PATH, library, raw=json.dumps(bare).encode()).plan == PLAN
    missing = '"chin-tuck-seated" is no exercise; expected the id of one'
    assert f"plan.phases[0].items[0].exercise: {missing}" in faults(bare)


def test_all_faults_are_told_at_once(written, library):
    document = json.loads(json.dumps(written))
    phases = document["plan"]["phases"]
    phases[0]["items"][0]["per_day"] = 13
    phases[1]["id"] = 5
    document["plan"]["colour"] = "red"
    told = faults(document, library)
    assert len(told) == 3
    assert told[0].startswith("plan.phases[0].items[0].per_day: got 13")


def test_references_are_looked_at(written, library):
    document = json.loads(json.dumps(written))
    phases = document["plan"]["phases"]
    phases[1]["id"] = "settle"
    phases[0]["items"].append(dict(phases[0]["items"][0]))
    phases[1]["routines"] = ["nowhere"]
    phases[1]["items"][0]["dose"] = {"model": "reps"}
    assert faults(document, library) == [
        'plan.phases[1].items[0].dose.reps: is missing; a dose of model "reps" needs it',
        'plan.phases[0].items[2].exercise: "chin-tuck-seated" stands twice in this phase',
        'plan.phases[1].id: "settle" is used twice; expected an id of its own',
        'plan.phases[1].routines[0]: "nowhere" is no routine; expected the id of one',
    ]


def test_ids_are_such_that_others_can_be_made_of_them(written, library):
    document = json.loads(json.dumps(written))
    document["plan"]["id"] = "a/b"
    document["plan"]["phases"][0]["id"] = "Settle"
    assert faults(document, library) == [
        'plan.id: got "a/b"; expected small letters, digits and hyphens',
        'plan.phases[0].id: got "Settle"; expected small letters, digits and hyphens',
    ]


def test_days_of_a_plan_are_looked_at(written, library):
    document = json.loads(json.dumps(written))
    document["plan"]["changed_on"] = "2026-W10-1"
    document["plan"]["phases"][0]["items"][1]["days"] = ["monday", "friday", "monday"]
    assert faults(document, library) == [
        'plan.changed_on: got "2026-W10-1"; expected a day as 2026-03-02',
        "plan.phases[0].items[1].days: has a day twice; expected each of them once",
    ]


def test_nobody_is_asked_for_endless_repetitions(written, library):
    document = json.loads(json.dumps(written))
    item = document["plan"]["phases"][1]["items"][0]
    item["dose"] = {"model": "reps", "reps": 100, "sets": 20}
    names = list(library.exercises)[:5]
    items = [{**item, "exercise": name} for name in names]
    document["plan"]["phases"][1]["items"] = items
    assert files.read_plan(PATH, library, raw=json.dumps(document).encode())
    items.append({**item, "exercise": list(library.exercises)[5]})
    assert faults(document, library) == [
        "plan.phases[1].items: asks for 12000 repetitions; expected at most 10000"
    ]


def test_no_more_is_looked_at_than_a_file_can_have(written):
    document = json.loads(json.dumps(written))
    document["plan"]["phases"] = [{"id": "p", "name": "P", "aim": [0] * 4990}] * 27
    told = faults(document)
    assert told[0] == "plan.phases: got 27 entries; expected 26 or fewer entries"
    assert len(told) == 27
    document["plan"]["phases"] = [{"id": "p", "name": "P", "aim": [[0] * 4990] * 5}]
    assert faults(document) == ["plan.phases[0]: holds 24959 values; expected at most 20000"]
    bulky = {**written, "exercises": [{"id": "x", "steps": [["x"] * 4000] * 26}]}
    assert "exercises: holds 104056 values; expected at most 100000" in faults(bulky)


def test_a_newer_version_says_so(written):
    assert faults({**written, "version": 2}) == [
        "version: was made by a newer version of the program (2; this one reads up to 1);"
        " install that to open it"
    ]


@pytest.mark.parametrize("document", [[], {}, {"format": "posture-app/library"}, 5, None])
def test_another_file_is_no_plan(document):
    assert faults(document) == ['format: is no file of the format "posture-app/plan"']


def test_the_check_sum_tells_revisions_apart():
    assert files.check_sum(PLAN) == files.check_sum(replace(PLAN))
    assert files.check_sum(PLAN) != files.check_sum(replace(PLAN, revision=2))


DONE = AdherenceFile(
    format="posture-app/adherence",
    version=1,
    plan="9f1c",
    first_day="2026-03-02",
    last_day="2026-03-08",
    sessions=(
        SessionDone(
            id="s1",
            day="2026-03-02",
            at="07:30",
            phase="settle",
            revision=1,
            items=(
                ItemDone(exercise="chin-tuck-seated", asked_sets=2, done_sets=1, hurt=True, pain=5),
            ),
            stopped="pain",
        ),
    ),
)


def test_an_adherence_file_is_read_as_it_was_written():
    assert files.read_adherence(PATH, files.adherence_bytes(DONE)) == DONE


def test_each_session_of_an_adherence_file_is_looked_at():
    document = json.loads(files.adherence_bytes(DONE))
    wrong = {**document["sessions"][0], "effort": 11}
    document |= {"sessions": [document["sessions"][0], wrong, 5], "patient": 7}
    with pytest.raises(BrokenFileError) as error:
        files.read_adherence(PATH, json.dumps(document).encode())
    assert sorted(str(one) for one in error.value.problems) == [
        "patient: got 7; expected text",
        "sessions[1].effort: got 11; expected 10 or less",
        "sessions[2]: got 5; expected an object",
    ]


def test_days_and_ids_of_an_adherence_file_are_looked_at():
    broken = replace(
        DONE,
        last_day="2026-13-08",
        sessions=(
            DONE.sessions[0],
            replace(DONE.sessions[0], day="yesterday!"[:10], at="24:00"),
        ),
    )
    with pytest.raises(BrokenFileError) as error:
        files.read_adherence(PATH, files.adherence_bytes(broken))
    assert [str(one) for one in error.value.problems] == [
        'last_day: got "2026-13-08"; expected a day as 2026-03-02',
        'sessions[1].day: got "yesterday!"; expected a day as 2026-03-02',
        'sessions[1].at: got "24:00"; expected a time as 07:30',
        'sessions[1].id: "s1" is used twice; expected an id of its own',
    ]


def test_the_schemas_in_resources_are_those_of_the_models():
    resources = Path(__file__).parents[2] / "resources"
    for name, made in (("plan", files.plan_schema()), ("adherence", files.adherence_schema())):
        assert json.loads((resources / f"{name}.schema.json").read_text()) == made
