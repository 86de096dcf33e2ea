"""No word of a sheet of exercises is broken within, however little room is beside its pictures."""

from datetime import date

import pytest

from posture_app.handout.document import pdf_of
from posture_app.handout.plan_blocks import _running
from posture_app.handout.plan_sheet import SheetChoice, laid_out_plan
from posture_app.handout.strips import font, lines_of
from posture_app.library.files import load
from posture_app.plans.files import plan_file
from posture_app.plans.model import Plan, PlanItem, PlanPhase
from tests.pdf import read_pdf
from tests.there import there

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = ("ball-glute", "pelvic-tilt-supine", "bridge")
SAID = "Beugen, ohne zu drehen: erst halb drehen, dann hinunterschauen."


@pytest.mark.parametrize("first", range(0, 2000, 50))
def test_what_has_no_room_behind_the_name_of_a_fact_begins_below_it(first):
    """Its first word stood as "B" and "eugen" where little room was left behind the name."""
    lines = [line for line, _height in _running(SAID, font(110), 2000, first)]
    assert " ".join(lines).strip() == SAID


@pytest.mark.parametrize("width", range(950, 2400, 50))
def test_no_number_is_parted_from_its_unit_and_the_words_are_as_they_were(width):
    said = "5 Wiederholungen, 1 Sekunde halten; 2 Sätze, 7 Tage lang"
    lines = [line for line, _height in lines_of(said, font(110), width)]
    assert " ".join(lines) == said
    assert not any(line[-1].isdigit() for line in lines)


def test_tall_pictures_leave_a_column_for_whole_words():
    library = load(language="de").library
    items = tuple(PlanItem(exercise=one) for one in NAMES)
    phase = PlanPhase(id="a", name="A", items=items)
    plan = Plan(id="p", name="P", language="de", phases=(phase,))
    choice = SheetChoice(today=date(2026, 3, 2), emergency_number="112", per_page=2)
    pages = read_pdf(pdf_of(laid_out_plan(plan_file(plan, library), library, choice))).pages
    found = set(" ".join(page.extract_text() for page in pages).split())
    for name in NAMES:
        exercise = library.exercises[name]
        said = " ".join((*exercise.steps, there(exercise.feel), exercise.mistakes[0]))
        assert set(said.split()) <= found
