"""Plans that nobody would make on purpose are shown, followed and told of as any other."""

import pytest
from PySide6.QtWidgets import QLabel

from posture_app.library.files import load
from posture_app.plans.files import read_adherence
from posture_app.plans.model import Plan, PlanItem, PlanPhase, Practice
from posture_app.program.pages.move import MoveController
from posture_app.program.player import SessionPlayer
from posture_app.ui.pages.programme_card import ProgrammeCard
from posture_app.ui.plan_sheet import PlanOffer, PlanSheet
from posture_app.ui.widgets.factory import WidgetFactory
from tests.program.test_plan_sheet import followed, opened, records, sheets, window, written
from tests.there import there

__all__ = ("records", "sheets", "window")

EMPTY = PlanPhase(id="empty", name="Empty")
LIBRARYS = PlanPhase(id="librarys", name="Routines alone", routines=("neck-relief-5",))
FULL = PlanPhase(
    id="full",
    name="Full",
    items=tuple(
        PlanItem(exercise=one, per_day=number % 12 + 1, days_per_week=number % 7 + 1)
        for number, one in enumerate(
            ("bridge", "walk-brisk", "chin-tuck-seated", "bird-dog", "neck-rotation")
        )
    ),
)
LONG = "Donaudampfschifffahrtsgesellschaft" * 3
MARKUP = "<b>bold</b> <a href='file:///etc/passwd'>x</a> &amp; %s {name} {0}"


@pytest.fixture
def pages(window, shared, records):
    """Today and Move, with what controls them."""
    window.page("move")
    player = SessionPlayer(shared, records, window, window)
    MoveController(window, shared, records, player, window)
    return window


def plan(*phases, **fields):
    return Plan(**{"id": "odd", "name": "Odd", "phases": phases, **fields})


@pytest.mark.parametrize(
    "phases", [(EMPTY,), (EMPTY, FULL), (FULL, EMPTY), (LIBRARYS,), (FULL,)], ids=str
)
def test_it_is_followed_on_all_pages(phases, pages, sheets, records, qtbot, tmp_path):
    made = plan(*phases)
    followed(sheets, qtbot, records, written(made, tmp_path))
    records.note_change()
    move = pages.page("move")
    move.show_snapshot(there(records.opened).loaded.library)
    pages.show_part("programmes")
    move.show_programme("plan.odd")
    assert pages.page("today").findChildren(ProgrammeCard)
    sheets.save_into(tmp_path / "done.json", "all")
    assert read_adherence(tmp_path / "done.json").plan == "odd"


def test_texts_of_a_stranger_are_shown_as_they_are(pages, sheets, records, qtbot, tmp_path):
    phase = PlanPhase(
        id="a",
        name=MARKUP,
        aim=MARKUP,
        items=(PlanItem(exercise="bridge", note=MARKUP, load=MARKUP),),
    )
    practice = Practice(name=MARKUP, therapist=MARKUP, phone=MARKUP, address=MARKUP)
    made = plan(phase, name=MARKUP, goal=MARKUP, practice=practice, when_to_call=MARKUP)
    sheet = opened(sheets, qtbot, written(made, tmp_path))
    labels = sheet.findChildren(QLabel)
    assert [one.text() for one in labels].count(MARKUP) >= 4
    assert {one.textFormat().name for one in labels} == {"PlainText"}
    sheet.reject()
    followed(sheets, qtbot, records, written(made, tmp_path))
    records.note_change()
    card = pages.page("today").findChildren(ProgrammeCard)[-1]
    assert {one.textFormat().name for one in card.findChildren(QLabel)} == {"PlainText"}


def test_a_word_without_an_end_makes_no_page_wider(pages, sheets, records, qtbot, tmp_path):
    pages.resize(640, 800)
    widths = []
    for name in ("Short", LONG):
        phase = PlanPhase(id="a", name=name, aim=name * 5, items=(PlanItem(exercise="bridge"),))
        made = plan(phase, name=name, goal=name * 5)
        followed(sheets, qtbot, records, written(made, tmp_path))
        records.note_change()
        card = pages.page("today").findChildren(ProgrammeCard)[-1]
        widths.append(card.minimumSizeHint().width())
    assert widths[0] == widths[1]


def test_a_plan_of_thousands_of_exercises_is_shown_in_short(shared, qtbot):
    library = load().library
    items = tuple(PlanItem(exercise=one, note="x " * 400) for one in [*library.exercises][:80])
    phases = tuple(PlanPhase(id=f"p{at}", name="P", items=items) for at in range(26))
    changes = tuple(f"change {at}" for at in range(3000))
    sheet = PlanSheet(
        WidgetFactory(shared.theme),
        PlanOffer(plan(*phases), library, standing="Newer.", changes=changes),
    )
    qtbot.addWidget(sheet)
    labels = [one.text() for one in sheet.findChildren(QLabel)]
    assert len(labels) < 600
    assert "And 2960 more changes." in labels
    last = library.exercises[items[-1].exercise].name
    assert sum(last in one for one in labels) == 26
