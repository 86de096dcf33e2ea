"""What pages say to a person: cautions of classes, what is left out, and what was proposed."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from posture_app.body.zones import zones_by_id
from posture_app.coach.cautions import Caution
from posture_app.coach.pain_rule import AdviceReason, Condition
from posture_app.coach.suitability import FitReason, Profile
from posture_app.gallery import samples
from posture_app.library.files import load
from posture_app.plans.as_programme import with_plan
from posture_app.plans.files import plan_file
from posture_app.plans.templates import template
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import SessionTarget
from posture_app.ui.pages.routines import NOTE
from posture_app.ui.safety import Safety
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.rows import PressRow
from posture_app.words import cautions, safety
from posture_app.words.trigger_points import doctor_lines

LIBRARY = load().library
WRITTEN = template("osteoporosis", "en", LIBRARY)
BONES = Safety(profile=Profile(frozenset({Condition.OSTEOPOROSIS})), answered=True)


def picture(_make, _exercise):
    return QWidget()


@pytest.fixture
def window(qtbot, theme):
    main = MainWindow(theme, picture, picture)
    qtbot.addWidget(main)
    main.show()
    main.open_page("move")
    main.page("move").show_snapshot(LIBRARY)
    return main


def said(widget, name):
    panel = next((one for one in widget.findChildren(QWidget) if one.objectName() == name), None)
    return [] if panel is None else [label.text() for label in panel.findChildren(Label)]


def test_an_exercise_shows_its_own_cautions_with_those_of_its_classes_each_once(window):
    window.show_exercise("neck-rotation")
    told = said(window.page("move").exercise_detail, "cautions")
    assert "Do not tip your head back while it is turned." in told
    assert cautions.CAUTIONS[Caution.NECK_CORD] in told
    assert len(set(told)) == len(told)
    stops = said(window.page("move").exercise_detail, "stop-if")
    assert any("call 112 at once" in line for line in stops)
    assert any("both legs" in line for line in stops)
    assert any("Double vision" in line and "unsteadiness" in line for line in stops)


def test_what_does_not_fit_says_so_with_its_reason_and_its_card_too(window):
    move = window.page("move")
    window.show_exercise("curl-up-mcgill")
    assert said(move.exercise_detail, "for-you") == []
    move.show_safety(BONES)
    [told] = said(move.exercise_detail, "for-you")
    assert told.startswith("Left out for you (Osteoporosis")
    assert safety.why(FitReason.NO_FAR_ROUNDING) in told
    assert "curl-up-mcgill" in BONES.left_out(LIBRARY)
    window.show_routine("back-care-10")
    for detail in (move.exercise_detail, move.routine_detail):
        rows = detail.findChildren(PressRow)
        assert rows
        assert all(one.hasHeightForWidth() for one in rows)  # names are read whole
    lines = said(move.routine_detail, "for-you")
    assert any(line.startswith("Left out for you:") and "Child's pose" in line for line in lines)
    # What the person has said not to have is not told them again.
    cautious = said(move.routine_detail, "cautions")
    assert cautions.CAUTIONS[Caution.PREGNANCY_FLAT] not in cautious


def test_the_log_shows_what_was_proposed_and_why(window):
    session = samples.session(LIBRARY, 0, LIBRARY.routines["neck-relief-5"])
    proposed = replace(session, advice="stop", advice_reasons=("pain_in_high_band", "later_key"))
    window.open_page("progress")
    window.show_details(SessionTarget(proposed))
    label = window.findChild(Label, "proposed")
    assert label.text().startswith("Stop for today.")
    assert label.text().endswith(safety.reason(AdviceReason.PAIN_IN_HIGH_BAND))
    window.show_details(SessionTarget(replace(session, advice="of a later version", id="other")))
    assert window.findChild(Label, "proposed") is None or not label.isVisible()


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("temple_left", "tender scalp"),
        ("eye_right", "double vision"),
        ("cheek_left", "jaw pain when chewing"),
        ("crown", "tender scalp"),
        ("calf_left", "clot in a vein"),
        ("flank_right", "kidneys"),
        ("upper_abdomen_left", "hard belly"),
        ("back_of_thigh_left", "hamstring stretch"),
    ],
)
def test_each_place_has_its_own_warning(zone, words):
    assert any(words in line for line in doctor_lines(zones_by_id()[zone]))


def test_what_a_therapist_prescribed_is_not_said_to_be_unreviewed(window):
    whole = with_plan(plan_file(WRITTEN, LIBRARY), LIBRARY, lambda *_told: "Twice a day")
    move = window.page("move")
    move.show_snapshot(whole)
    prescribed = next(one.id for one in whole.routines.values() if one.name == "Twice a day")
    window.show_routine(prescribed)
    assert NOTE not in texts(move.routine_detail)
    window.show_routine("back-care-10")
    assert NOTE in texts(move.routine_detail)


def texts(widget):
    return [label.text() for label in widget.findChildren(Label)]
