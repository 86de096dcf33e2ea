"""The page Plans by itself: its list, a template, and the choice of a patient."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from posture_app.gallery import drawing
from posture_app.gallery.builder import sample
from posture_app.plans.patient import Patient
from posture_app.ui.page_targets import PlanTarget, TemplateLookTarget, TemplateTarget
from posture_app.ui.therapist.patient_choice import PatientChoice
from posture_app.ui.therapist.plans_page import PlansPage, PlansShown, ShownDraft
from posture_app.ui.therapist.template_view import ShownTemplate
from posture_app.ui.widgets.still import Pictogram, StillCache
from tests.ui.acting import click, told
from tests.ui.content import LIBRARY

OWN = ShownTemplate("own", "mine", sample(LIBRARY))
KNOWN = ShownTemplate("library", "neck", sample(LIBRARY))


@pytest.fixture
def page(make, qtbot):
    page = make(PlansPage, StillCache(make, Pictogram, make.theme))
    qtbot.addWidget(page)
    draft = ShownDraft(sample(LIBRARY), "A. B.")
    page.show_snapshot(PlansShown((draft,), (OWN, KNOWN), LIBRARY))
    return page


def test_what_is_being_written_stands_first_and_opens(page, qtbot):
    keys = [row.key for row in page.rows.model().items]
    assert keys == ["plan:sample", "own:mine", "library:neck"]
    page.rows.select("plan:sample")
    wanted = told(qtbot, page.write_wanted, lambda: QTest.keyClick(page.rows, Qt.Key.Key_Return))
    assert wanted == PlanTarget("sample")


@pytest.mark.parametrize(
    ("key", "button", "signal", "wanted"),
    [
        ("own:mine", "template-use", "use_wanted", OWN),
        ("own:mine", "template-edit", "write_wanted", TemplateTarget("mine")),
        ("own:mine", "template-remove", "remove_wanted", OWN),
        ("library:neck", "template-own", "own_wanted", KNOWN),
    ],
)
def test_a_template_leads_to_what_can_be_made_of_it(page, qtbot, key, button, signal, wanted):
    page.rows.opened.emit(key)
    kind, name = key.split(":")
    assert page.where() == TemplateLookTarget(kind, name)
    assert told(qtbot, getattr(page, signal), lambda: click(page, button)) == wanted
    assert page.go_back()
    assert page.where() is None
    assert not page.go_back()


def test_a_template_that_is_gone_is_looked_at_no_longer(page):
    page.rows.opened.emit("own:mine")
    page.show_snapshot(PlansShown((), (KNOWN,), LIBRARY))
    assert page.where() is None
    page.go_to(TemplateLookTarget("library", "neck"))
    assert page.where() == TemplateLookTarget("library", "neck")


def test_a_patient_is_found_by_their_code(make, qtbot):
    codes = [Patient(id=code, code=code) for code in ("A. B.", "C. D.")]
    choice = make(PatientChoice, codes)
    qtbot.addWidget(choice)
    choice.open()
    QTest.keyClicks(choice._field, "c.")
    QTest.keyClick(choice._field, Qt.Key.Key_Return)
    chosen = told(qtbot, choice.chosen, lambda: QTest.keyClick(choice._rows, Qt.Key.Key_Return))
    assert chosen == codes[1]
    assert not choice.isVisible()


def test_a_template_that_is_looked_at_again_is_drawn_once(page):
    for _time in range(2):
        page.rows.opened.emit("own:mine")
        drawing.settle()
    title = OWN.plan.name
    shown = [one for one in page.template.findChildren(QLabel) if one.text() == title]
    assert len([one for one in shown if one.font() == page.make.theme.font("display")]) == 1
