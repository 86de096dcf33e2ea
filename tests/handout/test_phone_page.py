"""The page for the telephone: small, closed to everything outside, and safe from a plan's texts."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from posture_app.handout.guide_text import plain_parts
from posture_app.handout.moving_figure import LARGEST, MOST_MOMENTS, moving_figure
from posture_app.handout.phone_page import phone_page
from posture_app.library.files import load
from posture_app.library.model import Dose, Library
from posture_app.plans.files import plan_file
from posture_app.plans.model import Plan, PlanItem, PlanPhase, Practice
from posture_app.ui.figure.palette import DARK, LIGHT
from tests.handout.page_figures import unpacked
from tests.there import there

HOSTILE = '</script><script>alert("{{values}}")</script><!--&amp;'
TWELVE = (
    "chin-tuck-seated",
    "levator-scap-stretch",
    "bridge",
    "wall-angel",
    "bird-dog",
    "hip-hinge",
    "cat-cow",
    "dead-bug",
    "side-plank-knees",
    "scapular-retraction",
    "thoracic-extension-chair",
    "doorway-pec-stretch",
)


@pytest.fixture(scope="module")
def library():
    return load().library


@pytest.fixture(autouse=True)
def _application(qapp):
    """What paints fonts and figures."""


def plan_of(*items, **changes):
    phase = PlanPhase(id="first", name="First", weeks=1, items=items)
    return replace(Plan(id="9f1c", name="Neck", phases=(phase,)), **changes)


def page_of(plan, library):
    return phone_page(plan_file(plan, library), library).decode()


def values_of(page):
    return json.loads(there(re.search(r'id="values">(.*?)</script>', page, re.DOTALL))[1])


def test_twelve_exercises_take_less_than_a_megabyte(library):
    used = [one for one in TWELVE if one in library.exercises]
    used += [one for one in library.exercises if one not in used][: 12 - len(used)]
    plan = plan_of(*(PlanItem(exercise=one) for one in used))
    page = page_of(plan, library)
    assert len(values_of(page)["exercises"]) == 12
    assert len(page.encode()) < 1_000_000


def test_nothing_in_it_is_fetched(library):
    page = page_of(plan_of(PlanItem(exercise="bridge")), library)
    assert "http:" not in page
    assert "https:" not in page
    assert not re.search(r"\b(src|href)\s*=|@import|url\(", page)


def test_its_policy_lets_it_run_its_own_script_and_style_only(library):
    page = page_of(plan_of(PlanItem(exercise="bridge")), library)
    policy = there(re.search(r'Content-Security-Policy" content="(.*?)"', page))[1]
    found = dict(part.split(" ", 1) for part in policy.split("; "))

    def hash_of(element):
        texts = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert len(texts) == 1
        return f"'sha256-{b64encode(sha256(texts[0].encode()).digest()).decode()}'"

    assert found == {
        "default-src": "'none'",
        "script-src": hash_of("script"),
        "style-src": hash_of("style"),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page.split("<script>")[0])


def test_hostile_texts_stay_texts(library):
    plan = plan_of(
        PlanItem(exercise="bridge", note=HOSTILE, load=HOSTILE),
        name=HOSTILE,
        goal=HOSTILE,
        patient=HOSTILE[:60],
        when_it_hurts=HOSTILE,
        practice=Practice(name=HOSTILE, phone=HOSTILE),
    )
    usual = page_of(plan_of(PlanItem(exercise="bridge")), library)
    page = page_of(plan, library)
    for element in ("<script", "</script", "<!--", "<style", "<title"):
        assert page.lower().count(element) == usual.lower().count(element)
    values = values_of(page)
    assert values["plan"]["name"] == HOSTILE
    assert values["phases"][0]["routines"][0]["items"][0]["note"] == HOSTILE


def test_the_doses_are_those_of_the_coach(library):
    dose = Dose(model="reps_with_hold", sets=2, reps=3, hold_s=4, rest_s=20)
    item = PlanItem(exercise="levator-scap-stretch", side="left", dose=dose)
    routine = values_of(page_of(plan_of(item), library))["phases"][0]["routines"][0]
    assert {step[7] for step in routine["timeline"] if step[1] == "hold"} == {"left"}
    assert [step[2] for step in routine["timeline"] if step[1] == "rest"] == [20]
    found = routine["items"][0]
    assert (found["sets"], found["reps"], found["hold"]) == (2, 6, 24)


def test_it_speaks_the_plans_language_whatever_the_program_speaks():
    german = load(language="de").library
    page = page_of(plan_of(PlanItem(exercise="bridge"), language="de"), german)
    values = values_of(page)
    assert '<html lang="de">' in page
    assert values["words"]["phases"]["hold"] == "Halten"
    assert values["exercises"]["bridge"]["name"] == "Brücke"


def test_a_plan_plays_where_the_library_has_none_of_its_exercises(library):
    carried = plan_file(plan_of(PlanItem(exercise="bridge")), library)
    assert b'"bridge"' in phone_page(carried, Library({}, {}, {}))


@pytest.mark.parametrize("name", ["bridge", "levator-scap-stretch", "wall-angel"])
def test_a_figure_is_small_and_moves(name, library):
    text = moving_figure(library.exercises[name])
    assert len(text) <= LARGEST
    found = unpacked(text)
    assert 5 <= len(found["there"]) <= MOST_MOMENTS
    assert found["there"][0] != found["there"][-1]
    drawn = found["there"][0]
    assert max(drawn[::3]) < len(found["styles"])
    assert max(drawn[1::3]) < len(found["paths"])
    assert max(drawn[2::3]) < len(found["places"])
    for path in found["paths"]:
        assert re.fullmatch(r"(M-?\d+ -?\d+l-?\d+(?:[ -]\d+)*z?)+", path), path


@pytest.mark.parametrize("name", ["bridge", "seated-thoracic-rotation", "neck-side-bend"])
def test_in_the_dark_the_contour_is_pale_and_lines_within_it_are_not(name, library):
    styles = unpacked(moving_figure(library.exercises[name]))["styles"]
    ink = [style for style in styles if style[0] == LIGHT.outline]
    assert {style[1] for style in ink if style[2] == "none"} == {DARK.inner}
    around = {tuple(style[1:4:2]) for style in ink if style[2] != "none"}
    assert around == {(DARK.outline, DARK.outline)}


def test_what_was_changed_is_told_and_marked(library):
    items = (PlanItem(exercise="bridge"), PlanItem(exercise="bird-dog", per_day=2))
    plan = plan_of(*items, revision=2, when_to_call="Call any time.")
    earlier = plan_of(PlanItem(exercise="bird-dog"), PlanItem(exercise="cat-cow"))
    page = phone_page(plan_file(plan, library), library, before=plan_file(earlier, library))
    values = values_of(page.decode())
    assert values["changes"]["title"] == "Changed since version 1"
    told = " ".join(values["changes"]["lines"])
    for line in ("New in “First”", "No longer in “First”", "“When to call” at the end"):
        assert line in told
    shown = [one for routine in values["phases"][0]["routines"] for one in routine["items"]]
    assert {one["exercise"]: one["mark"] for one in shown} == {
        "bridge": "New",
        "bird-dog": "Changed",
    }
    assert values_of(page_of(plan, library))["changes"] is None


def test_a_gone_exercise_that_only_the_version_before_carries_is_named(library):
    plan = plan_of(PlanItem(exercise="bridge"), revision=2)
    before = plan_file(plan_of(PlanItem(exercise="cat-cow")), library)
    alone = Library({}, {}, {})
    page = phone_page(plan_file(plan, library), alone, before=before).decode()
    name = library.exercises["cat-cow"].name
    assert any(name in line for line in values_of(page)["changes"]["lines"])


def test_the_number_for_emergencies_is_the_one_that_was_asked_for(library):
    file = plan_file(plan_of(PlanItem(exercise="bridge"), pages=(SIGNS,)), library)
    text = phone_page(file, library, emergency_number="144").decode()
    assert "112" not in text.split('id="values">')[1].split('"phases"')[0]
    values = values_of(text)
    assert "144" in values["plan"]["whenItHurts"]
    assert any("144" in one["advice"] for one in values["signs"])
    assert "144" in json.dumps(values["pages"])


SIGNS = "when-to-see-somebody"


def test_pages_of_the_guide_are_there_as_text(library):
    pages = (*library.guide, "gone")
    file = plan_file(plan_of(PlanItem(exercise="bridge"), pages=pages[-30:]), library)
    values = values_of(phone_page(file, library).decode())
    found = {one["title"]: one["parts"] for one in values["pages"]}
    assert list(found) == [one.title for one in library.guide.values()]
    texts = [text for parts in found.values() for _kind, part in parts for text in part]
    assert not [one for one in texts if re.search(r"\]\(|\*\*|^#|^- |\n", one)]
    kinds = {kind for parts in found.values() for kind, _part in parts}
    assert kinds == {"heading", "paragraph", "list"}


def test_a_pages_parts_are_what_its_markdown_says(library):
    page = replace(
        library.guide["pacing"],
        text="One *two*\nthree [four](guide:pacing).\n\n## **Five**\n\n"
        "- six\n  seven\n- eight\n1. nine",
    )
    assert plain_parts(page, "112") == (
        ("paragraph", ("One two three four.",)),
        ("heading", ("Five",)),
        ("list", ("six seven", "eight", "nine")),
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Works", "Stretches", "Is pressed", "Lies deep", "Without movement"]),
        ("de", ["Arbeitet", "Wird gedehnt", "Wird gedrückt", "Liegt tief", "Ohne Bewegung"]),
    ],
)
def test_what_the_muscles_mean_is_told_in_the_plans_language(language, words):
    names = (
        "bridge",
        "levator-scap-stretch",
        "ball-rhomboid",
        "chin-tuck-seated",
        "abdominal-brace",
    )
    plan = plan_of(*(PlanItem(exercise=one) for one in names), language=language)
    page = page_of(plan, load(language=language).library)
    legend = values_of(page)["legend"]
    assert [one["words"] for one in legend] == words
    works, stretches = legend[:2]
    assert works["fill"] == LIGHT.strength
    assert stretches["fill"] == LIGHT.stretch
    assert works["lines"][0][1] == works["lines"][0][3], "along"
    assert stretches["lines"][0][0] == stretches["lines"][0][2], "across"
    assert legend[3]["dash"]
    assert legend[4]["sign"].startswith("M")
    assert all(f"--arrow: {one.arrow};" in page for one in (LIGHT, DARK))
