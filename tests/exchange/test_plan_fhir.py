"""A plan and what came back as a FHIR Bundle, judged as the journal's is."""

import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.exchange.plan_fhir import DOSE, write_plan_bundle
from posture_app.library.files import load
from posture_app.words.catalogue import speaking
from tests.exchange.plans import BARE, PLAN, PLANS, SESSION, SESSIONS
from tests.exchange.test_fhir import require_sound

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
LIBRARY = load().library


def bundle(plan=PLAN, sessions=(), *, with_notes=False):
    """What is written, after the judges have found nothing against it."""
    out = io.StringIO()
    write_plan_bundle(plan, sessions, LIBRARY, out, now=NOW, with_notes=with_notes)
    Bundle.model_validate_json(out.getvalue())
    written = json.loads(out.getvalue())
    require_sound(written)
    return written


def resources(kind, *args, **more):
    found = [one["resource"] for one in bundle(*args, **more)["entry"]]
    return [one for one in found if one["resourceType"] == kind]


def reference(resource):
    return {"reference": f"urn:uuid:{resource['id']}"}


def components(observation):
    """The components' values by their own code."""
    return {
        one["code"]["coding"][-1]["code"]: next(v for k, v in one.items() if k.startswith("value"))
        for one in observation["component"]
    }


def test_a_plan_is_a_care_plan_with_one_for_each_phase():
    whole, settle, load_, alone = resources("CarePlan")
    assert (whole["title"], whole["meta"]["versionId"]) == ("Neck at the desk", "2")
    assert (whole["status"], whole["intent"], whole["created"]) == ("active", "plan", "2026-03-02")
    assert [one["coding"][0]["code"] for one in whole["category"]] == [
        "PhysicalActivity",
        "assess-plan",
    ]
    assert "<p>Neck at the desk</p>" in whole["text"]["div"]
    assert [one["text"] for one in whole["note"]] == [
        "Precaution: Osteoporosis, or a bone that broke after a small fall",
        "When it hurts: Do less.",
        "When to call: Call when unsure.",
    ]
    assert [one["partOf"] for one in (settle, load_, alone)] == [[reference(whole)]] * 3
    assert [one["title"] for one in (settle, load_, alone)] == ["Settle", "Load", "Alone"]
    assert settle["description"] == "Less pain."
    assert [one["text"] for one in settle["note"]] == ["This phase takes 1 week."]
    assert "activity" not in alone


def test_who_made_it_and_what_for_are_resources_of_their_own():
    (practice,), (therapist,) = resources("Organization"), resources("Practitioner")
    (goal,), (whole, *_phases) = resources("Goal"), resources("CarePlan")
    assert practice["telecom"] == [{"system": "phone", "value": "030 1"}]
    assert therapist["name"] == [{"text": "C. D."}]
    assert whole["author"] == reference(therapist)
    assert goal["description"]["text"] == "Turn the head without pain."
    assert whole["goal"] == [reference(goal)]
    alone = replace(PLAN, goal="", practice=replace(PLAN.practice, therapist=""))
    whole, *_phases = resources("CarePlan", alone)
    assert whole["author"] == reference(practice)
    assert "goal" not in whole


def test_an_exercise_is_an_activity_with_its_dose_and_its_timing():
    _whole, settle, load_, _alone = resources("CarePlan")
    tuck, stretch = (one["detail"] for one in settle["activity"])
    bridge, routine = (one["detail"] for one in load_["activity"])
    assert tuck["code"]["coding"][0]["code"] == "chin-tuck-seated"
    assert tuck["description"].endswith("\nSlowly.")
    repeat = tuck["scheduledTiming"]["repeat"]
    assert (repeat["frequency"], repeat["period"], repeat["periodUnit"]) == (3, 1, "d")
    assert repeat["boundsDuration"]["value"] == 1
    assert stretch["scheduledTiming"]["repeat"]["dayOfWeek"] == ["mon", "fri"]
    assert "left" in stretch["description"]
    assert stretch["scheduledTiming"]["code"]["text"] == "Once a day, on Monday and Friday."
    repeat = bridge["scheduledTiming"]["repeat"]
    assert (repeat["frequency"], repeat["period"], repeat["periodUnit"]) == (6, 1, "wk")
    assert repeat["boundsRange"]["low"]["value"] == 2
    assert repeat["duration"] > 0
    (dose,) = bridge["extension"]
    assert dose["url"] == DOSE
    told = {one.pop("url"): next(iter(one.values())) for one in dose["extension"]}
    assert told == {"sets": 2, "reps": 8, "rest_s": 30}
    assert "2 sets of 8, red band" in bridge["description"]
    assert routine["code"]["text"] == LIBRARY.routines["neck-relief-5"].name


def test_how_often_is_told_by_the_timing_alone():
    _whole, settle, *_rest = resources("CarePlan")
    assert "a day" not in settle["activity"][0]["detail"]["description"]


def test_a_phase_of_which_something_was_done_is_in_progress():
    _whole, *phases = resources("CarePlan", PLAN, (SESSION,))
    statuses = [one["detail"]["status"] for phase in phases[:2] for one in phase["activity"]]
    assert statuses == ["not-started"] * 2 + ["in-progress"] * 2


def test_a_session_is_a_panel_of_what_was_answered_and_done():
    *members, panel = resources("Observation", PLAN, (SESSION,))
    assert panel["code"]["coding"][0]["code"] == "PAPanel"
    assert panel["hasMember"] == [reference(one) for one in members]
    assert "valueQuantity" not in panel
    before, after, morning, effort, bridge, unknown = members
    answers = [one["valueQuantity"]["value"] for one in (before, after, morning, effort)]
    assert answers == [0, 4, 2, 3]
    codes = [[one["code"] for one in found["code"]["coding"]] for found in members]
    assert codes == [
        ["72514-3", "pain_before"],
        ["72514-3", "pain_after"],
        ["72514-3", "pain_next_morning"],
        ["effort"],
        ["73985-4"],
        ["73985-4"],
    ]
    assert (before["effectiveDateTime"], morning["effectiveDateTime"]) == (
        "2026-03-02",
        "2026-03-03",
    )
    assert bridge["valueCodeableConcept"]["text"] == LIBRARY.exercises["bridge"].name
    done = components(bridge)
    assert (done["asked_sets"], done["done_sets"], done["done_reps"]) == (2, 1, 8)
    assert (done["done_hold_s"]["value"], done["pain"]["value"], done["hurt"]) == (2.0, 4, True)
    assert "skipped" not in done
    assert unknown["valueCodeableConcept"]["text"] == "unknown-here"
    told = components(unknown)
    assert told.pop("instead_of")["coding"][0]["code"] == "bridge"
    assert told == {"asked_sets": 1, "done_sets": 0, "skipped": True}


def test_a_session_tells_why_it_was_stopped_and_its_signs():
    *_members, panel = resources("Observation", PLAN, (SESSION,))
    at, stopped, sharp, strange = panel["component"]
    assert at["valueTime"] == "07:30:00"
    assert stopped["valueCodeableConcept"]["coding"][0]["code"] == "pain"
    assert sharp["valueCodeableConcept"]["text"] == "Sharp or electric pain"
    assert strange["valueCodeableConcept"] == {"text": "something else"}


def test_what_was_not_answered_is_not_there():
    (panel,) = resources("Observation", PLAN, (BARE,))
    assert not {"hasMember", "component", "note", "basedOn"} & set(panel)


def test_a_session_belongs_to_its_phase():
    _whole, _settle, load_, _alone = resources("CarePlan", PLAN, (SESSION,))
    found = resources("Observation", PLAN, (SESSION,))
    assert all(one["basedOn"] == [reference(load_)] for one in found)


def test_what_the_patient_wrote_goes_out_when_it_is_asked_for():
    without, with_it = (
        json.dumps(bundle(PLAN, (SESSION,), with_notes=chosen)) for chosen in (False, True)
    )
    assert "Too early" not in without
    assert "Too early" in with_it


def test_the_same_plan_has_the_same_ids_in_each_revision():
    first, second = bundle(PLAN, (SESSION,)), bundle(replace(PLAN, revision=3), (SESSION,))
    assert [one["fullUrl"] for one in first["entry"]] == [one["fullUrl"] for one in second["entry"]]
    other = bundle(replace(PLAN, id="other"), (SESSION,))
    urls = [{one["fullUrl"] for one in made["entry"]} for made in (first, other)]
    assert not urls[0] & urls[1]


def test_the_last_day_of_all_has_a_morning_after():
    last = replace(SESSION, day="9999-12-31")
    *_others, morning = resources("Observation", PLAN, (last,))[:3]
    assert morning["effectiveDateTime"] == "9999-12-31"


def test_it_is_told_in_the_language_that_is_spoken():
    with speaking("de"):
        written = bundle(PLAN, (SESSION,))
    assert written["language"] == "de"
    assert "Schmerz vor der Übungseinheit" in json.dumps(written, ensure_ascii=False)


def test_only_systems_that_cost_nothing_are_named():
    found = set(re.findall(r'"system": "(http[^"]*)"', json.dumps(bundle(PLAN, (SESSION,)))))
    assert found == {
        "http://loinc.org",
        "http://unitsofmeasure.org",
        "http://terminology.hl7.org/CodeSystem/observation-category",
        "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes",
        "http://hl7.org/fhir/us/core/CodeSystem/careplan-category",
    }


@pytest.mark.parametrize("text", ["</p><script>", "a & b", "\ufffe\x00", "]]>"])
def test_no_text_breaks_the_narrative(text):
    whole, *_phases = resources("CarePlan", replace(PLAN, name=text, goal=text))
    assert "<script>" not in whole["text"]["div"]


@settings(max_examples=60, deadline=None)
@given(plan=PLANS, sessions=SESSIONS, with_notes=st.booleans())
def test_any_plan_is_sound(plan, sessions, with_notes):
    bundle(plan, sessions, with_notes=with_notes)
