"""The journal as a FHIR Bundle, judged by `fhir.resources` and by what FHIR says of references."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.body.zones import zones_by_id
from posture_app.coach.factors import Factor
from posture_app.exchange.fhir import write_bundle
from posture_app.exchange.stable_ids import stable_id
from posture_app.journal.entries import (
    CheckIn,
    Measure,
    MeasureTaken,
    Note,
    PainAt,
    PainKind,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
    Trigger,
)
from posture_app.words.catalogue import speaking
from tests.store.test_entries import AT, CHECK_IN, HERE, NOTE, RESPONSE, SPASM, TREATMENT

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
PILLS = Treatment(
    id=str(UUID(int=6)),
    kind=TreatmentKind.MEDICATION,
    day=date(2026, 3, 2),
    at=AT,
    what="Ibuprofen 400 mg",
    by="Dr. B",
    note="after a meal",
    **HERE,
)
SORE = replace(CHECK_IN, id=str(UUID(int=7)), soreness=2, treatment_id=TREATMENT.id)
EVERYTHING = (TREATMENT, PILLS, CHECK_IN, SORE, SPASM, RESPONSE, NOTE)


def bundle(*entries, with_notes=False, journal="mine", now=NOW) -> dict[str, Any]:
    """What is written, after the judge has found nothing against it."""
    out = io.StringIO()
    write_bundle(entries, out, journal=journal, now=now, with_notes=with_notes)
    Bundle.model_validate_json(out.getvalue())
    written: dict[str, Any] = json.loads(out.getvalue())
    return written


def resources(*entries, kind="", **more):
    found = [one["resource"] for one in bundle(*entries, **more)["entry"]]
    return [one for one in found[1:] if not kind or one["resourceType"] == kind]


def texts_of(concepts):
    return [one["valueCodeableConcept"]["text"] for one in concepts]


def by_code(found):
    return {one["code"]["coding"][0]["code"]: one for one in found}


def references(value) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


def require_sound(written):
    """What the judge does not look at: ids and references."""
    urls = [one["fullUrl"] for one in written["entry"]]
    assert len(set(urls)) == len(urls)
    assert all(one["fullUrl"] == f"urn:uuid:{one['resource']['id']}" for one in written["entry"])
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", u) for u in urls)
    assert set(references(written)) <= set(urls)


def test_a_check_in_is_an_observation_for_each_answer():
    now, worst, back, neck, sleep, stress = resources(CHECK_IN)
    assert now["code"]["coding"] == [
        {
            "system": "http://loinc.org",
            "code": "72514-3",
            "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
        }
    ]
    assert now["valueQuantity"] == {
        "value": 4,
        "unit": "score",
        "system": "http://unitsofmeasure.org",
        "code": "{score}",
    }
    assert now["effectiveDateTime"] == "2026-03-02T23:30:00+01:00"
    assert (worst["code"]["coding"][0]["code"], worst["valueQuantity"]["value"]) == ("worst", 6)
    assert back["bodySite"]["coding"][0]["code"] == "low_back_left"
    assert back["bodySite"]["text"] == "Low back, left"
    assert texts_of(back["component"][:2]) == ["Ache", "Stiffness"]
    assert back["component"][2]["valueQuantity"]["value"] == 6
    assert "valueQuantity" not in neck
    assert neck["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    assert (sleep["valueInteger"], stress["valueInteger"]) == (2, 0)
    assert sleep["effectiveDateTime"] == "2026-03-02"


def test_what_was_not_answered_is_not_there():
    assert resources(replace(CHECK_IN, now=None, worst=None, places=(), factors=())) == []
    zero = resources(replace(CHECK_IN, now=0, worst=None, places=(), factors=()))
    assert [one["valueQuantity"]["value"] for one in zero] == [0]


def test_a_spasm_has_its_period_and_what_was_done():
    spasm, heat = resources(replace(SPASM, ended_at=AT + timedelta(hours=2)))
    assert spasm["effectivePeriod"] == {
        "start": "2026-03-02T23:30:00+01:00",
        "end": "2026-03-03T01:30:00+01:00",
    }
    assert (spasm["status"], spasm["valueQuantity"]["value"]) == ("final", 7)
    assert texts_of(spasm["component"]) == ["Lifting"]
    assert spasm["hasMember"] == [{"reference": f"urn:uuid:{heat['id']}"}]
    assert texts_of([heat]) == ["Heat"]
    relief, after = heat["component"]
    assert (relief["valueInteger"], after["valueQuantity"]["value"]) == (2, 20)


def test_a_spasm_that_lasts_has_no_end():
    spasm, _heat = resources(SPASM)
    assert (spasm["status"], spasm["effectivePeriod"]) == (
        "preliminary",
        {"start": "2026-03-02T23:30:00+01:00"},
    )
    several = resources(replace(SPASM, zones=("low_back_left", "low_back_right")))[0]
    assert several["bodySite"] == {"text": "Low back, left; Low back, right"}


def test_a_treatment_of_a_day_is_of_a_day():
    (procedure,) = resources(TREATMENT)
    assert procedure["resourceType"] == "Procedure"
    assert (procedure["performedDateTime"], procedure["status"]) == ("2026-03-02", "completed")
    assert procedure["code"]["text"] == "Trigger point injection"
    assert [one["coding"][0]["code"] for one in procedure["bodySite"]] == ["back_of_neck_right"]
    (timed,) = resources(replace(TREATMENT, at=AT))
    assert timed["performedDateTime"] == "2026-03-02T23:30:00+01:00"


def test_a_medication_is_a_statement():
    (statement,) = resources(PILLS)
    assert statement["resourceType"] == "MedicationStatement"
    assert statement["medicationCodeableConcept"] == {"text": "Ibuprofen 400 mg"}
    assert (statement["effectiveDateTime"], statement["status"]) == (
        "2026-03-02T23:30:00+01:00",
        "completed",
    )
    (unnamed,) = resources(replace(PILLS, what=" "))
    assert unnamed["medicationCodeableConcept"] == {"text": "Medication"}


def test_what_is_ahead_is_not_done():
    early = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)  # in Berlin, one minute before the third
    ahead = replace(TREATMENT, day=date(2026, 3, 3))
    assert resources(ahead, now=early)[0]["status"] == "preparation"
    assert resources(ahead, now=early + timedelta(minutes=1))[0]["status"] == "completed"
    assert resources(replace(PILLS, at=NOW + timedelta(minutes=1)))[0]["status"] == "intended"


def test_soreness_belongs_to_the_treatment_where_that_is_there():
    (soreness,) = [one for one in resources(TREATMENT, SORE) if "partOf" in one]
    assert soreness["partOf"] == [{"reference": f"urn:uuid:{stable_id('treatment', TREATMENT.id)}"}]
    alone = resources(SORE)
    assert by_code(alone)["soreness"]["valueQuantity"]["value"] == 2
    assert not any("partOf" in one for one in alone)


def test_a_questionnaire_has_its_items_and_its_score():
    (response,) = resources(RESPONSE)
    assert (response["status"], response["authored"]) == ("completed", "2026-03-02T23:30:00+01:00")
    (group,) = response["item"]
    assert group["linkId"] == "activities"
    assert [(one["text"], one["answer"]) for one in group["item"]] == [
        ("Carrying a bag", [{"valueDecimal": 4.0}]),
        ("Score", [{"valueDecimal": 4.0}]),
    ]
    (empty,) = resources(replace(RESPONSE, answers=(), texts=(), score=None))
    assert "item" not in empty["item"][0]


def test_own_words_go_out_when_they_are_asked_for_and_else_not():
    secrets = ("while gardening", "Dr. A", "Lidocaine", "Dr. B", "after a meal", "Slept on")
    without, with_them = (
        json.dumps(bundle(*EVERYTHING, with_notes=chosen)) for chosen in (False, True)
    )
    assert [one for one in secrets if one in without] == []
    assert [one for one in secrets if one not in with_them] == []


def test_the_patient_has_no_name_and_is_nobody_else():
    first, second = (bundle(NOTE, journal=one)["entry"][0]["resource"] for one in ("mine", "other"))
    assert set(first) == {"resourceType", "id"}
    assert first["id"] != second["id"]


def test_the_same_journal_gives_the_same_ids():
    first, second = bundle(*EVERYTHING), bundle(*EVERYTHING, now=NOW + timedelta(days=1))
    assert [one["fullUrl"] for one in first["entry"]] == [one["fullUrl"] for one in second["entry"]]
    edited = bundle(*(replace(one, edited_at=NOW) for one in EVERYTHING))
    assert first["entry"] == edited["entry"]


def test_an_empty_journal_is_a_patient_alone():
    written = bundle()
    assert [one["resource"]["resourceType"] for one in written["entry"]] == ["Patient"]
    assert (written["type"], written["timestamp"]) == ("collection", "2026-03-09T12:00:00+00:00")


def test_it_is_told_in_the_language_that_is_spoken():
    with speaking("de"):
        written = bundle(TREATMENT)
    assert written["language"] == "de"
    assert written["entry"][1]["resource"]["code"]["text"] == "Triggerpunkt-Injektion"


def test_only_systems_that_cost_nothing_are_named():
    found = set(re.findall(r'"system": "([^"]*)"', json.dumps(bundle(*EVERYTHING))))
    assert found == {
        "http://loinc.org",
        "http://unitsofmeasure.org",
        "http://terminology.hl7.org/CodeSystem/observation-category",
        "http://terminology.hl7.org/CodeSystem/data-absent-reason",
        "urn:uuid:19b592ba-3f78-453e-91cb-00fd17594ec3",
    }


def test_an_offset_that_fhir_cannot_tell_is_utc():
    # Monrovia was 44 minutes and 30 seconds behind Greenwich until 1972.
    noon = datetime(1930, 1, 2, 12, 0, tzinfo=UTC)
    told = resources(replace(NOTE, at=noon, time_zone="Africa/Monrovia"), with_notes=True)
    assert told[0]["effectiveDateTime"] == "1930-01-02T12:00:00+00:00"


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb\u2028c", "\x1f", "\u00a0", "=1\r\n\tx"])
def test_no_text_breaks_the_strings_of_fhir(text):
    allowed = re.compile(r"[ \r\n\t\S]+")
    told = resources(
        replace(NOTE, text=text), replace(TREATMENT, what=text, by=text), with_notes=True
    )
    strings = [one["valueString"] for one in told if "valueString" in one]
    strings += [note["text"] for one in told for note in one.get("note", ())]
    assert all(allowed.fullmatch(one) and "\x00" not in one for one in strings)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
INSTANT = st.timedeltas(timedelta(0), timedelta(days=36_500 * 70)).map(
    lambda since: datetime(1900, 1, 1, tzinfo=UTC) + since
)
ZONES = st.sampled_from(sorted(zones_by_id()))
PAINS = st.none() | st.integers(0, 10)
SAME = {
    "id": st.text(min_size=1, max_size=20),
    "time_zone": st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "UTC", "?"]),
    "edited_at": st.just(AT),
}
ENTRY = st.one_of(
    st.builds(
        CheckIn,
        at=INSTANT,
        now=PAINS,
        worst=PAINS,
        places=st.lists(
            st.builds(
                PainAt,
                zone=ZONES,
                kinds=st.lists(st.sampled_from(PainKind), unique=True).map(tuple),
                now=PAINS,
                worst=PAINS,
            ),
            unique_by=lambda one: one.zone,
            max_size=3,
        ).map(tuple),
        factors=st.dictionaries(st.sampled_from(Factor), st.integers(0, 3)).map(
            lambda one: tuple(one.items())
        ),
        soreness=PAINS,
        treatment_id=st.none() | st.text(min_size=1, max_size=2),
        **SAME,
    ),
    st.builds(
        Spasm,
        began_at=INSTANT,
        ended_at=st.none() | INSTANT,
        zones=st.lists(ZONES, unique=True, max_size=3).map(tuple),
        strength=PAINS,
        triggers=st.lists(st.sampled_from(Trigger), unique=True).map(tuple),
        measures=st.lists(
            st.builds(
                MeasureTaken,
                measure=st.sampled_from(Measure),
                relief=st.none() | st.integers(0, 3),
                after=st.none() | st.timedeltas(timedelta(0), timedelta(days=9)),
            ),
            unique_by=lambda one: one.measure,
        ).map(tuple),
        note=TEXT,
        **SAME,
    ),
    st.builds(
        Treatment,
        kind=st.sampled_from(TreatmentKind),
        day=st.dates(date(1900, 1, 1), date(9000, 1, 1)),
        at=st.none() | INSTANT,
        zones=st.lists(ZONES, unique=True, max_size=3).map(tuple),
        by=TEXT,
        what=TEXT,
        note=TEXT,
        **SAME,
    ),
    st.builds(Note, at=INSTANT, text=TEXT, **SAME),
    st.builds(
        QuestionnaireResponse,
        questionnaire=st.sampled_from(["activities", "whole", "ndi"]),
        at=INSTANT,
        answers=st.dictionaries(st.sampled_from("12345"), st.floats(-100, 100)).map(
            lambda one: tuple(one.items())
        ),
        texts=st.dictionaries(st.sampled_from("12345"), TEXT).map(lambda one: tuple(one.items())),
        score=st.none() | st.floats(-100, 100),
        **SAME,
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    entries=st.lists(ENTRY, max_size=6, unique_by=lambda one: (type(one), one.id)),
    with_notes=st.booleans(),
)
def test_any_journal_is_sound(entries, with_notes):
    require_sound(bundle(*entries, with_notes=with_notes))


def test_a_journal_with_something_of_every_kind_is_sound():
    written = bundle(*EVERYTHING, with_notes=True)
    require_sound(written)
    assert {one["resource"]["resourceType"] for one in written["entry"]} == {
        "Patient",
        "Observation",
        "Procedure",
        "MedicationStatement",
        "QuestionnaireResponse",
    }
