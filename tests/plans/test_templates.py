"""The plans that one can begin with."""

import json
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from posture_app.coach.pain_rule import Condition
from posture_app.library.files import data_root, load
from posture_app.plans.files import plan_bytes, plan_file, read_plan
from posture_app.plans.model import Plan
from posture_app.plans.remarks import KEPT_UP, RemarkKind, remarks
from posture_app.plans.templates import FOLDER, NAMES, begun, names, template

TEXTS = {"name", "goal", "aim", "note", "load", "when_it_hurts", "when_to_call", "language"}
"""What may differ between the languages."""


@pytest.fixture(scope="module")
def library():
    return load().library


def without_texts(value):
    """A value of a plan without what is written for people, but with whether it is written."""
    if isinstance(value, tuple):
        return [without_texts(one) for one in value]
    if not is_dataclass(value):
        return value
    found = {one.name: getattr(value, one.name) for one in fields(value)}
    return {name: bool(one) if name in TEXTS else without_texts(one) for name, one in found.items()}


def test_each_language_has_all_of_them_and_no_other():
    for language in ("en", "de"):
        found = {path.stem for path in (data_root() / FOLDER / language).iterdir()}
        assert found == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_languages_differ_in_their_texts_only(name, library):
    english, german = (template(name, language, library) for language in ("en", "de"))
    assert without_texts(english) == without_texts(german)
    assert (english.language, german.language) == ("en", "de")
    said = [(plan.name, plan.goal, plan.when_it_hurts) for plan in (english, german)]
    assert not set(said[0]) & set(said[1])


@pytest.mark.parametrize("name", NAMES)
def test_they_carry_nothing_and_use_built_in_exercises_and_pages(name, library):
    document = json.loads((data_root() / FOLDER / "en" / f"{name}.json").read_text())
    assert "exercises" not in document
    plan = template(name, "en", library)
    assert plan.id == name
    assert set(plan.pages) <= set(library.guide)
    for phase in plan.phases:
        assert 1 <= len(phase.items) <= KEPT_UP
        assert phase.aim
        assert {item.exercise for item in phase.items} <= set(library.exercises)
    assert all(phase.criterion for phase in plan.phases[:-1])
    assert plan.when_it_hurts
    assert plan.when_to_call


WITH_CARE = {
    ("second-week", "chin-tuck-seated"),
    ("second-week", "scapular-squeeze"),
    ("second-week", "upper-trap-stretch"),
    ("build", "band-row"),
    ("build", "shrug"),
    ("build", "wall-push-up-plus"),
    ("build", "upper-trap-stretch"),
}
"""After an injection, whatever loads or stretches is begun with half, which the plan says, too."""


@pytest.mark.parametrize("name", NAMES)
def test_each_remark_on_them_is_meant(name, library):
    found = remarks(template(name, "en", library), library)
    told = {(one.kind, one.phase, one.exercise, one.leaves_out) for one in found}
    if name == "after-an-injection":
        assert told == {(RemarkKind.PRECAUTION, *one, False) for one in WITH_CARE}
    else:
        assert told == set()


def test_precautions_are_set(library):
    asked = {name: template(name, "en", library).precautions for name in NAMES}
    assert {name: one for name, one in asked.items() if one} == {
        "after-an-injection": (Condition.RECENT_INJECTION,),
        "osteoporosis": (Condition.OSTEOPOROSIS,),
    }


def test_what_is_begun_is_the_patients_own(library):
    chosen = template("osteoporosis", "de", library)
    plan = begun(chosen, "9f1c", "A. B.", date(2026, 3, 2))
    assert (plan.id, plan.patient, plan.changed_on, plan.revision) == (
        "9f1c",
        "A. B.",
        "2026-03-02",
        1,
    )
    assert isinstance(plan, Plan)
    assert plan.phases == chosen.phases


def test_one_that_there_is_not_is_no_file(library):
    with pytest.raises(Exception, match="does not exist"):
        template("knee", "en", library)


def test_each_programme_of_the_library_can_be_begun_with(library, tmp_path):
    programmes = [one for one in names(library) if one not in NAMES]
    assert programmes == list(library.programmes)
    for key in programmes:
        plan = template(key, "en", library)
        file = read_plan(tmp_path / "plan", library, raw=plan_bytes(plan_file(plan, library)))
        assert file.plan == plan
        programme = library.programmes[key]
        assert [one.weeks for one in plan.phases] == [one.weeks for one in programme.phases]
        for phase, made in zip(programme.phases, plan.phases, strict=True):
            routines = [library.routines[one.routine] for one in phase.routines]
            asked = {item.exercise for one in routines for item in one.items}
            assert {item.exercise for item in made.items} == asked
        assert plan.phases[-1].aim.endswith(programme.afterwards)
