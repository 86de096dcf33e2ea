"""The sheets for entries as widgets: what is filled in, what is said, and by the keyboard alone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from posture_app.coach.factors import USUAL_FACTORS, Factor
from posture_app.coach.pain_rule import Condition, Sign
from posture_app.coach.suitability import Profile
from posture_app.gallery.drawing import settle
from posture_app.journal.entries import (
    LONGEST_TEXT,
    NEEDLED,
    CheckIn,
    Measure,
    MeasureTaken,
    PainAt,
    PainKind,
    TreatmentKind,
)
from posture_app.journal.forms import (
    CheckInForm,
    EntryForm,
    FormContext,
    FormFault,
    NoteForm,
    SpasmForm,
    TreatmentForm,
)
from posture_app.journal.questionnaire_form import QuestionnaireForm
from posture_app.ui.entries.check_in import CheckInSheet
from posture_app.ui.entries.note import NoteSheet
from posture_app.ui.entries.questionnaire import QuestionnaireSheet
from posture_app.ui.entries.spasm import SpasmSheet
from posture_app.ui.entries.time_fields import DayField, TimeField
from posture_app.ui.entries.treatment import TreatmentSheet
from posture_app.ui.player.signs import AnswerChip
from posture_app.ui.player.warning_box import WarningBox
from posture_app.ui.safety import Safety
from posture_app.ui.widgets.answer_scale import AnswerScale
from posture_app.ui.widgets.labels import Label
from posture_app.words import entries as entry_words
from posture_app.words import safety as safety_words
from posture_app.words.entry_faults import fault as fault_words
from tests.journal.entry_strategies import (
    CHECK_IN_FORMS,
    NOTE_FORMS,
    QUESTIONNAIRE_FORMS,
    SPASM_FORMS,
    TREATMENT_FORMS,
    on_clock,
)
from tests.ui.acting import child, click

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
MOMENT = FormContext(now=NOW, time_zone="UTC", birth_year=1980)
BACK = PainAt(zone="low_back_left", kinds=(PainKind.ACHE,), now=4, worst=6)
YESTERDAY = CheckIn(
    id="a",
    at=NOW - timedelta(days=1),
    time_zone="UTC",
    edited_at=NOW,
    now=4,
    worst=7,
    places=(BACK,),
    factors=((Factor.STRESS, 2), (Factor.ILLNESS, 1)),
)


def moment():
    return MOMENT


@pytest.fixture
def opened(qtbot, make):
    """Opens a sheet as the program does, and tells what it emits."""

    def show(sheet_of, before=None):
        sheet = sheet_of(make)
        qtbot.addWidget(sheet)
        if before is not None:
            sheet.suggest(before)
        saved: list[EntryForm] = []
        edited: list[EntryForm] = []
        sheet.save_wanted.connect(saved.append)
        sheet.edited.connect(edited.append)
        sheet.begin()
        sheet.show()
        sheet.begin()
        return sheet, saved, edited

    return show


def check_in(make, safety=None, factors=USUAL_FACTORS):
    return make(CheckInSheet, moment, safety or Safety(), frozenset(factors))


def spasm(make):
    return make(SpasmSheet, moment, Safety())


def treatment(make):
    return make(TreatmentSheet, moment)


def note(make):
    return make(NoteSheet, moment)


def questionnaire(make):
    return make(QuestionnaireSheet, moment)


def fault(sheet, place):
    line = child(sheet, Label, f"fault-{place}")
    return line.text() if line.isVisibleTo(sheet) else ""


def said(value):
    return fault_words(value)


def warning(sheet):
    box = child(sheet, WarningBox, "")
    return box.text if box.isVisibleTo(sheet) else ""


def test_nothing_answered_is_said_at_the_question_and_saves_nothing(opened):
    sheet, saved, _edited = opened(check_in)
    click(sheet, "entry-save")
    assert saved == []
    assert fault(sheet, "answers") == said(FormFault.NOTHING_ANSWERED)
    assert sheet.focusWidget().objectName() == "answer_0"
    sheet.focusWidget().click()
    assert fault(sheet, "answers") == ""
    click(sheet, "entry-save")
    assert saved == [CheckInForm(now=0)]


def test_what_is_of_yesterday_does_not_count(opened):
    sheet, saved, _edited = opened(check_in, YESTERDAY)
    scale = child(sheet, AnswerScale, "pain-now")
    assert scale.answer is None
    assert "As yesterday: 4 of 10, moderate" in {one.text() for one in scale.findChildren(Label)}
    assert sheet.form() == CheckInForm()
    click(sheet, "entry-save")
    assert saved == []


def test_one_press_takes_all_of_yesterday_over_but_what_is_not_asked_for(opened):
    sheet, saved, _edited = opened(check_in, YESTERDAY)
    click(sheet, "same-as-before")
    click(sheet, "entry-save")
    assert saved == [CheckInForm(now=4, worst=7, places=(BACK,), factors=((Factor.STRESS, 2),))]


def test_what_was_answered_anew_stays_when_the_rest_is_taken_over(opened):
    sheet, saved, _edited = opened(check_in, YESTERDAY)
    child(child(sheet, AnswerScale, "pain-now"), QPushButton, "answer_2").click()
    click(sheet, "factor-stress-0")
    click(sheet, "same-as-before")
    click(sheet, "entry-save")
    assert (saved[0].now, saved[0].worst, saved[0].factors) == (2, 7, ((Factor.STRESS, 0),))


def test_each_value_of_yesterday_is_confirmed_by_one_press(opened):
    sheet, _saved, _edited = opened(check_in, YESTERDAY)
    click(sheet, "before-low_back_left")
    assert sheet.form() == CheckInForm(places=(BACK,))
    click(sheet, "factor-stress-2")
    assert sheet.form().factors == ((Factor.STRESS, 2),)


def test_a_check_in_of_long_ago_is_named_by_its_day():
    today = date(2026, 3, 6)
    words = entry_words.as_before("4", date(2026, 3, 3), today)
    assert words == "As on Tuesday, 3 March: 4"


def test_only_the_chosen_factors_are_asked_for_and_others_can_be_chosen(opened):
    sheet, _saved, _edited = opened(lambda make: check_in(make, factors={Factor.STRESS}))
    click(sheet, "fold-factors")
    shown = {
        factor
        for factor in Factor
        if child(sheet, QWidget, f"factor-{factor.value}").isVisibleTo(sheet)
    }
    assert shown == {Factor.STRESS}
    chosen: list[frozenset[Factor]] = []
    sheet.factors_chosen.connect(chosen.append)
    click(sheet, "choose-factors")
    click(sheet, "factors-cycle")
    assert chosen == [frozenset({Factor.STRESS, Factor.CYCLE})]
    assert child(sheet, QWidget, "factor-cycle").isVisibleTo(sheet)


def test_a_place_is_chosen_on_the_map_and_told_of(opened, qtbot):
    sheet, _saved, _edited = opened(check_in)
    click(sheet, "fold-where")
    body = sheet.places.map
    body.setFocus()
    qtbot.mouseClick(body, Qt.MouseButton.LeftButton, pos=body.zone_centre("low_back_left"))
    click(sheet, "kinds-low_back_left-ache")
    click(sheet, "kinds-low_back_left-burning")
    child(child(sheet, AnswerScale, "worst-low_back_left"), QPushButton, "answer_6").click()
    kinds = (PainKind.ACHE, PainKind.BURNING)
    assert sheet.form().places == (PainAt(zone="low_back_left", kinds=kinds, worst=6),)
    qtbot.mouseClick(body, Qt.MouseButton.LeftButton, pos=body.zone_centre("low_back_left"))
    assert sheet.form().places == ()


def test_strong_pain_asks_for_signs_and_says_what_the_rule_says(opened):
    safety = Safety(profile=Profile(frozenset({Condition.OSTEOPOROSIS})))
    sheet, _saved, _edited = opened(lambda make: check_in(make, safety))
    scale = child(sheet, AnswerScale, "pain-now")
    child(scale, QPushButton, "answer_3").click()
    assert warning(sheet) == ""
    child(scale, QPushButton, "answer_7").click()
    judged = safety.judge(before=7)
    assert warning(sheet) == safety_words.judgement(judged, "112")
    click(sheet, "sign_saddle_numbness")
    judged = safety.judge(before=7, signs={Sign.SADDLE_NUMBNESS})
    assert warning(sheet) == safety_words.judgement(judged, "112")
    assert sheet.signs == {Sign.SADDLE_NUMBNESS}


def test_the_rule_is_that_of_the_session_for_every_pain(opened):
    sheet, _saved, _edited = opened(check_in)
    scale = child(sheet, AnswerScale, "pain-now")
    for pain in range(11):
        scale.set_answer(None)
        child(scale, QPushButton, f"answer_{pain}").click()
        judged = Safety().judge_start(pain, ())
        words = safety_words.judgement(judged, "112") if judged.advice else ""
        assert warning(sheet) == words


def test_a_numb_place_asks_for_signs(opened):
    sheet, _saved, _edited = opened(check_in)
    asked = child(sheet, AnswerChip, "sign_spreading_numbness")
    assert not asked.isVisibleTo(sheet)
    sheet.show_form(CheckInForm(places=(PainAt(zone="calf_left", kinds=(PainKind.NUMBNESS,)),)))
    assert asked.isVisibleTo(sheet)


def test_a_time_in_the_future_is_caught_at_the_field(opened):
    sheet, saved, _edited = opened(check_in)
    sheet.show_form(CheckInForm(now=4, at=on_clock(2026, 3, 2, 14, 2)))
    day = child(sheet, DayField, "when-day")
    day.set_day(date(2026, 3, 3))
    assert fault(sheet, "began") == said(FormFault.IN_FUTURE)
    click(sheet, "entry-save")
    assert saved == []
    assert sheet.focusWidget() is day
    day.set_day(date(1979, 3, 3))
    assert fault(sheet, "began") == said(FormFault.BEFORE_BIRTH)
    day.set_day(date(2026, 3, 1))
    assert fault(sheet, "began") == ""
    click(sheet, "entry-save")
    assert saved == [CheckInForm(now=4, at=on_clock(2026, 3, 1, 14, 2))]


def test_a_spasm_ends_after_it_began(opened):
    sheet, saved, _edited = opened(spasm)
    click(sheet, "ended-choice-earlier")
    child(sheet, TimeField, "ended-time").set_time_of_day(time(13, 0))
    assert fault(sheet, "ended") == said(FormFault.ENDS_BEFORE_START)
    click(sheet, "began-choice-earlier")
    child(sheet, TimeField, "began-time").set_time_of_day(time(12, 0))
    assert fault(sheet, "ended") == ""
    click(sheet, "entry-save")
    (form,) = saved
    assert not form.lasts
    assert form.ended - form.began == timedelta(hours=1)


def test_measures_tell_their_relief_and_after_how_long(opened):
    sheet, _saved, _edited = opened(spasm)
    click(sheet, "fold-more")
    click(sheet, "measures-heat")
    click(sheet, "relief-heat-2")
    click(sheet, "after-heat-15")
    click(sheet, "measures-rest")
    click(sheet, "measures-rest")
    after = timedelta(minutes=15)
    assert sheet.form().measures == (MeasureTaken(measure=Measure.HEAT, relief=2, after=after),)


@pytest.mark.parametrize("kind", TreatmentKind)
def test_only_after_needling_the_first_days_are_told(opened, kind):
    sheet, saved, _edited = opened(treatment)
    click(sheet, f"kind-{kind.value}")
    assert child(sheet, QWidget, "aftercare").isVisibleTo(sheet) is (kind in NEEDLED)
    if kind in NEEDLED:
        click(sheet, "clinic-said-otherwise")
    click(sheet, "entry-save")
    assert saved == [TreatmentForm(kind=kind, aftercare=kind not in NEEDLED)]


def test_a_treatment_of_yesterday_with_all_that_can_be_told(opened):
    sheet, saved, _edited = opened(treatment)
    click(sheet, "entry-save")
    assert fault(sheet, "kind") == said(FormFault.NO_KIND)
    click(sheet, "kind-massage")
    click(sheet, "day-choice-1")
    click(sheet, "fold-more")
    click(sheet, "time-choice-at")
    child(sheet, TimeField, "time").set_time_of_day(time(18, 30))
    child(sheet, QLineEdit, "by").setText("Ms Example")
    child(sheet, QLineEdit, "what").setText("Neck")
    child(sheet, QPlainTextEdit, "entry-note").setPlainText("Good.")
    click(sheet, "entry-save")
    assert saved == [
        TreatmentForm(
            kind=TreatmentKind.MASSAGE,
            day=date(2026, 3, 1),
            at_time=time(18, 30),
            by="Ms Example",
            what="Neck",
            note="Good.",
        )
    ]


def test_a_note_needs_words_and_not_too_many(opened):
    sheet, saved, _edited = opened(note)
    click(sheet, "entry-save")
    assert fault(sheet, "text") == said(FormFault.NO_TEXT)
    field = child(sheet, QPlainTextEdit, "entry-text")
    field.setPlainText("x" * (LONGEST_TEXT + 1))
    assert fault(sheet, "text") == said(FormFault.TOO_LONG)
    field.setPlainText("Slept well.")
    keys = next(
        one for one in sheet.findChildren(QShortcut) if one.key() == QKeySequence("Ctrl+Return")
    )
    keys.activated.emit()  # a line break is what Enter alone makes here
    assert saved == [NoteForm(text="Slept well.")]


def test_a_failure_keeps_what_stands_there_for_another_try(opened):
    sheet, saved, _edited = opened(note)
    child(sheet, QPlainTextEdit, "entry-text").setPlainText("Slept well.")
    sheet.show_failure("The disk is full.")
    assert any(one.text() == "The disk is full." for one in sheet.findChildren(Label))
    assert sheet.save.text() == "Try again"
    click(sheet, "entry-save")
    assert saved == [NoteForm(text="Slept well.")]


def test_filling_in_is_told_once_for_each_change_and_not_when_shown(opened):
    sheet, _saved, edited = opened(note)
    sheet.show_form(NoteForm(text="x"))
    assert edited == []
    child(sheet, QPlainTextEdit, "entry-text").setPlainText("y")
    assert edited == [NoteForm(text="y")]


def tabbed(sheet, qtbot):
    """What the keyboard comes to by Tab, from the beginning once around."""
    seen = []
    while sheet.focusWidget() not in seen:
        seen.append(sheet.focusWidget())
        sheet.focusNextChild()
    return seen


@pytest.mark.parametrize("sheet_of", [check_in, spasm, treatment, note, questionnaire])
def test_tab_goes_from_top_to_bottom_and_comes_to_every_question(opened, qtbot, sheet_of):
    sheet, _saved, _edited = opened(sheet_of)
    for fold in ("fold-where", "fold-factors", "fold-more"):
        for button in sheet.findChildren(QAbstractButton, fold):
            button.click()
    sheet.begin()
    seen = tabbed(sheet, qtbot)
    tops = [one.mapTo(sheet, one.rect().topLeft()).y() for one in seen]
    foot = tops.index(max(tops))
    assert tops[: foot + 1] == sorted(tops[: foot + 1])
    assert sheet.save in seen
    assert all(one.accessibleName() for one in seen)


@pytest.mark.parametrize(
    ("sheet_of", "forms"),
    [
        (check_in, CHECK_IN_FORMS),
        (spasm, SPASM_FORMS),
        (treatment, TREATMENT_FORMS),
        (note, NOTE_FORMS),
        (questionnaire, QUESTIONNAIRE_FORMS),
    ],
    ids=["check-in", "spasm", "treatment", "note", "questionnaire"],
)
def test_what_is_shown_is_what_is_filled_in(opened, sheet_of, forms):
    sheet, _saved, _edited = opened(sheet_of)

    @settings(
        max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(forms)
    def shows(form):
        sheet.show_form(form)
        shown = sheet.form()
        assert normal(shown) == normal(form)

    shows()


def normal(form):
    """What counts of a form, in one order, as a text field and a line have it."""
    match form:
        case CheckInForm():
            places = {one.zone: (frozenset(one.kinds), one.now, one.worst) for one in form.places}
            return form.at, form.now, form.worst, places, dict(form.factors)
        case SpasmForm():
            ended = None if form.lasts else form.ended or MOMENT.local
            measures = frozenset(form.measures)
            triggers, text = frozenset(form.triggers), lines(form.note)
            return form.began, ended, form.zones, form.strength, triggers, measures, text
        case TreatmentForm():
            day = form.day or MOMENT.local.date()
            texts = form.by, form.what, lines(form.note)
            return form.kind, day, form.at_time, form.zones, texts, form.aftercare
        case QuestionnaireForm():
            return form
        case _:
            return form.at, lines(form.text)


def lines(text):
    """As a text field has it: one kind of line end, and no characters that Qt puts into others."""
    for end in ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\xa0", "\ufdd0", "\ufdd1"):
        text = text.replace(end, "\n" if end != "\xa0" else " ")
    return text


def test_the_keyboard_on_the_map_is_scrolled_into_sight(opened, qtbot):
    sheet, _saved, _edited = opened(spasm)
    sheet.resize(640, 480)
    settle()
    sheet.map.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(sheet.map, Qt.Key.Key_End)
    qtbot.keyClick(sheet.map, Qt.Key.Key_Space)
    (zone,) = sheet.form().zones
    place = sheet.map.mapTo(sheet.page.viewport(), sheet.map.zone_centre(zone))
    assert sheet.page.verticalScrollBar().value() > 0
    assert 0 <= place.y() <= sheet.page.viewport().height()
