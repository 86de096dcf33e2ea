"""What an exercise still lacks leads to its field, by the pointer and by the keyboard."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from posture_app.body.motion_checker import MotionChecker
from posture_app.gallery import drawing
from posture_app.library.draft import ExerciseDraft
from posture_app.library.files import load
from posture_app.plans.own_exercises import checked
from posture_app.ui.therapist.exercise_form.form import ExerciseForm
from posture_app.ui.therapist.exercise_form.missing import MissingFields
from posture_app.ui.widgets.menu import MenuButton
from tests.ui.acting import child

BUILTIN = load().library


@pytest.fixture
def form(make, qtbot):
    form = make(
        ExerciseForm, partial(checked, library=BUILTIN, check_motions=MotionChecker().problems)
    )
    qtbot.addWidget(form)
    form.show_library(BUILTIN, frozenset())
    form.show_draft(ExerciseDraft())
    drawing.show_off_screen(form, QSize(1180, 800))
    return form


def is_in_sight(form, key):
    """Whether the middle of a field lies in what the form's page shows."""
    field = child(form, QWidget, f"field-{key}")
    view = form._page.viewport()
    return view.rect().contains(field.mapTo(view, QPoint(20, 20)))


def test_each_leads_to_its_field(form, qtbot):
    missing = child(form, MissingFields, "form-missing")
    assert list(missing.keys[:3]) == ["name", "purpose", "category"]
    button = child(form, QAbstractButton, "missing-purpose")
    assert "Purpose" in button.accessibleName()
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert form.focusWidget() is child(form, QWidget, "edit-purpose")
    assert is_in_sight(form, "purpose")


def test_those_that_have_no_room_are_in_a_menu(form):
    others = child(form, MenuButton, "missing-others")
    missing = child(form, MissingFields, "form-missing")
    entries = {one.data(): one for one in others.menu_actions()}
    assert list(entries) == list(missing.keys[3:])
    assert not is_in_sight(form, "dose.reps")
    entries["dose.reps"].trigger()
    assert is_in_sight(form, "dose.reps")
    assert form.focusWidget() is form._content.fields["dose.reps"].control


def test_what_was_filled_in_is_named_no_more(form, qtbot):
    qtbot.keyClicks(child(form, QWidget, "edit-name"), "Shoulder lift")
    form.show_problems()
    drawing.settle()
    assert form.findChild(QAbstractButton, "missing-name") is None
    assert child(form, QAbstractButton, "missing-purpose").isVisible()
