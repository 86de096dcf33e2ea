"""The builder of plans: what is done by keys, by dragging and in the panels, and what it shows."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from posture_app.coach.pain_rule import Condition
from posture_app.gallery import drawing
from posture_app.plans.model import Plan, PlanCriterion, PlanItem, PlanPhase
from posture_app.ui.therapist.builder import dragging
from posture_app.ui.therapist.builder.amounts import AmountField, DurationField, OptionalAmountField
from posture_app.ui.therapist.builder.builder import PlanBuilder
from posture_app.ui.therapist.builder.rows import PLAN_KEY, RowKey
from posture_app.ui.widgets.still import Pictogram, StillCache
from tests.there import there
from tests.ui.acting import child
from tests.ui.content import LIBRARY

PLAN = Plan(
    id="p",
    name="Neck",
    phases=(
        PlanPhase(
            id="one",
            name="Settle",
            items=(PlanItem(exercise="nod"), PlanItem(exercise="levator")),
        ),
        PlanPhase(id="two", name="Load", items=(PlanItem(exercise="tuck"),)),
    ),
)
Key, HeldObject = Qt.Key, Qt.KeyboardModifier


class Hand:
    """A builder with a plan, and what a person does with it."""

    def __init__(self, builder):
        self.builder = builder
        self.told: list[Plan] = []
        builder.edited.connect(self.told.append)

    @property
    def plan(self):
        return there(self.builder.plan)

    @property
    def shown(self):
        return [
            " ".join([one.id[:3], *(item.exercise for item in one.items), *one.routines])
            for one in self.plan.phases
        ]

    def choose(self, *told):
        self.builder.list.choose([key(one) for one in told])
        drawing.settle()

    def press(self, pressed, held=HeldObject.NoModifier, on=None):
        QTest.keyClick(on or self.builder.list, pressed, held)
        drawing.settle()

    def click(self, name):
        child(self.builder, QAbstractButton, name).click()
        drawing.settle()

    def amount(self, name):
        return child(self.builder, AmountField, name)

    def search(self, words, pressed=None):
        field = self.builder.pane.field
        field.clear()
        QTest.keyClicks(field, words)
        if pressed is not None:
            QTest.keyClick(field, pressed)
        drawing.settle()

    def drop(self, data, row, *, below=False, held=HeldObject.NoModifier):
        view = self.builder.list
        area = view.visualRect(view.place_of(key(row)))
        y = area.bottom() - 2 if below else area.top() + 2
        event = QDropEvent(
            QPointF(area.center().x(), y),
            Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            held,
            QEvent.Type.Drop,
        )
        view.dropEvent(event)
        drawing.settle()
        return event


def key(told):
    """`one` is a phase, `one.nod` an item."""
    if not told:
        return PLAN_KEY
    phase, _dot, exercise = told.partition(".")
    return RowKey("item", phase, exercise) if exercise else RowKey("phase", phase)


@pytest.fixture
def hand(make, qtbot):
    builder = make(PlanBuilder, StillCache(make, Pictogram, make.theme))
    qtbot.addWidget(builder)
    builder.show_library(LIBRARY)
    builder.show_plan(PLAN)
    drawing.show_off_screen(builder, QSize(1180, 800))
    return Hand(builder)


def exercises(*ids):
    return dragging.dragged(dragging.EXERCISES, ids)


def rows(*told):
    return dragging.dragged(dragging.ROWS, [key(one) for one in told])


# By keys


def test_what_is_found_first_is_added_by_enter_and_is_chosen(hand):
    hand.choose("two")
    hand.search("bridge", Key.Key_Return)
    assert hand.shown == ["one nod levator", "two tuck bridge"]
    assert hand.builder.list.chosen_keys == (key("two.bridge"),)
    assert hand.told == [hand.plan]


def test_an_exercise_goes_behind_the_one_at_hand(hand):
    hand.choose("one.nod")
    hand.builder.pane.list.setFocus()
    hand.search("bridge", Key.Key_Down)
    hand.press(Key.Key_Insert, on=hand.builder.pane.list)
    assert hand.shown[0] == "one nod bridge levator"


def test_rows_are_moved_removed_and_taken_back_by_keys(hand):
    hand.choose("one.levator")
    hand.press(Key.Key_Up, HeldObject.AltModifier)
    assert hand.shown[0] == "one levator nod"
    hand.press(Key.Key_Down, HeldObject.AltModifier)
    hand.press(Key.Key_Down, HeldObject.AltModifier)
    assert hand.shown == ["one nod", "two levator tuck"]
    assert hand.builder.list.chosen_keys == (key("two.levator"),)
    hand.press(Key.Key_Delete)
    assert hand.shown == ["one nod", "two tuck"]
    for _ in range(4):
        hand.press(Key.Key_Z, HeldObject.ControlModifier)
    assert hand.plan == PLAN
    hand.press(Key.Key_Y, HeldObject.ControlModifier)
    hand.press(Key.Key_Z, HeldObject.ControlModifier | HeldObject.ShiftModifier)
    assert hand.shown[0] == "one nod levator"


def test_a_phase_is_copied_renamed_and_moved_by_keys(hand):
    hand.choose("one.nod")
    hand.press(Key.Key_D, HeldObject.ControlModifier)
    assert [one.name for one in hand.plan.phases] == ["Settle", "Settle (copy)", "Load"]
    hand.press(Key.Key_F2)
    name = there(hand.builder.focusWidget())
    QTest.keyClicks(name, "Again")
    assert [one.name for one in hand.plan.phases] == ["Settle", "Again", "Load"]
    hand.builder.list.setFocus()
    hand.press(Key.Key_Up, HeldObject.AltModifier)
    assert [one.name for one in hand.plan.phases] == ["Again", "Settle", "Load"]


def test_a_new_phase_is_named_by_its_place(hand):
    hand.choose("one.nod")
    hand.click("builder-phase")
    assert [one.name for one in hand.plan.phases] == ["Settle", "Phase 2", "Load"]
    hand.choose("two")
    hand.click("builder-phase")
    assert [one.name for one in hand.plan.phases][-1] == "Phase 4"


def test_the_row_at_hand_stays_in_sight_when_the_list_becomes_lower(hand):
    view = hand.builder.list
    hand.choose("two")
    view.scrollTo(view.currentIndex())
    height = view.viewport().height()
    last = view.visualRect(view.currentIndex())
    assert 0 <= last.top() < height
    view.setFixedHeight(last.height() + 10)
    drawing.settle()
    now = view.visualRect(view.currentIndex())
    assert now.top() >= 0
    assert now.bottom() <= view.viewport().height()


def test_a_phase_is_removed_with_all_in_it_and_the_last_one_stays(hand):
    hand.choose("one")
    hand.press(Key.Key_Delete)
    hand.choose("two")
    hand.press(Key.Key_Delete)
    assert hand.shown == ["two tuck"]


def test_enter_leads_to_the_fields_and_the_search_is_near(hand):
    hand.choose("one.levator")
    hand.press(Key.Key_Return)
    assert hand.builder.focusWidget() is hand.amount("item-sets")
    hand.builder.focus_search()
    assert hand.builder.focusWidget() is hand.builder.pane.field


# By dragging


def test_exercises_are_dropped_where_the_line_is(hand):
    hand.drop(exercises("bridge", "breath"), "one.levator")
    assert hand.shown[0] == "one nod bridge breath levator"
    hand.drop(exercises("bridge"), "two", below=True)
    assert hand.shown[1] == "two bridge tuck"


def test_rows_are_dropped_within_and_between_phases_and_copied_with_control(hand):
    hand.drop(rows("one.levator"), "one.nod")
    assert hand.shown[0] == "one levator nod"
    hand.drop(rows("one.nod"), "two.tuck", below=True, held=HeldObject.ControlModifier)
    assert hand.shown == ["one levator nod", "two tuck nod"]
    hand.drop(rows("one.levator"), "two.tuck")
    assert hand.shown == ["one nod", "two levator tuck nod"]


def test_a_phase_is_dropped_before_another(hand):
    hand.drop(rows("two"), "one", below=True)
    assert hand.shown == ["two tuck", "one nod levator"]


@pytest.mark.parametrize("raw", [b"no json", b"{}", b'[["plan"], 3, ["item", 1, 2]]'])
def test_what_comes_from_elsewhere_changes_nothing(hand, raw):
    data = QMimeData()
    data.setData(dragging.ROWS, raw)
    hand.drop(data, "one.nod")
    text = QMimeData()
    text.setText("nod")
    assert not hand.drop(text, "one.nod").isAccepted()
    assert hand.plan == PLAN


# In the panels


def test_many_doses_are_changed_at_once(hand):
    hand.choose("one.levator", "two.tuck")
    sets = hand.amount("item-sets")
    assert sets.text() == "…"
    assert not child(hand.builder, AmountField, "item-length").isVisibleTo(hand.builder)
    sets.stepBy(1)
    doses = [
        there(item.dose).sets
        for item in (hand.plan.phases[0].items[1], hand.plan.phases[1].items[0])
    ]
    assert doses == [4, 4]
    assert sets.text() == "4"
    hand.press(Key.Key_Z, HeldObject.ControlModifier)
    assert hand.plan == PLAN
    assert sets.text() == "…"


def test_a_number_is_typed_for_all_also_where_the_first_one_has_it(hand):
    hand.choose("one.levator", "two.tuck")
    sets = hand.amount("item-sets")
    sets.setFocus()
    sets.selectAll()
    QTest.keyClicks(sets, "3")
    assert there(hand.plan.phases[1].items[0].dose).sets == 3


def test_days_side_load_and_note_are_set(hand):
    hand.choose("one.levator")
    hand.click("day-monday")
    hand.click("day-friday")
    hand.click("segment-left")
    QTest.keyClicks(child(hand.builder, QPlainTextEdit, "item-note"), "Slowly.")
    item = hand.plan.phases[0].items[1]
    assert (item.days, item.days_per_week, item.side) == (("monday", "friday"), 2, "left")
    assert item.note == "Slowly."
    hand.press(
        Key.Key_Z, HeldObject.ControlModifier, child(hand.builder, QPlainTextEdit, "item-note")
    )
    assert hand.plan.phases[0].items[1].note == ""
    hand.amount("item-per-week").stepBy(1)
    item = hand.plan.phases[0].items[1]
    assert (item.days, item.days_per_week) == ((), 3)


def test_a_length_is_typed_in_minutes_and_seconds(make, qtbot):
    length = make(DurationField, "Length", 7200, "length")
    qtbot.addWidget(length)
    told: list[int] = []
    length.wanted.connect(told.append)
    length.show_values([120])
    assert length.text() == "2:00"
    length.show()
    for words, seconds in (("10", 600), ("1:30", 90)):
        length.setFocus()
        length.selectAll()
        QTest.keyClicks(length, words)
        QTest.keyClick(length, Key.Key_Return)
        length.clearFocus()
        assert length.value() == seconds
    assert told[-1] == 90


def test_what_may_be_left_out_says_so(make, qtbot):
    amount = make(OptionalAmountField, "Weeks", 1, 52, "weeks")
    qtbot.addWidget(amount)
    amount.show_optional([None])
    assert (amount.text(), amount.optional(amount.value())) == ("none", None)
    amount.show_optional([None, 3])
    assert amount.text() == "…"
    amount.show_optional([3])
    assert (amount.text(), amount.optional(amount.value())) == ("3", 3)


def test_an_easier_exercise_takes_its_place(hand):
    hand.choose("two.tuck")
    hand.click("item-easier")
    assert hand.shown[1] == "two nod"
    hand.click("item-harder")
    assert hand.shown[1] == "two tuck"


def test_a_phase_goes_on_by_weeks_and_by_a_criterion(hand):
    hand.choose("one")
    hand.amount("phase-weeks").stepBy(2)
    hand.amount("phase-sessions").stepBy(3)
    hand.amount("phase-effort").stepBy(5)
    phase = hand.plan.phases[0]
    assert (phase.weeks, phase.criterion) == (2, PlanCriterion(sessions=3, effort_at_most=4))
    hand.amount("phase-sessions").stepBy(-3)
    assert hand.plan.phases[0].criterion is None


def test_the_plan_has_precautions_pages_and_a_language(hand):
    hand.choose("")
    hand.click(f"plan-precaution-{Condition.OSTEOPOROSIS}")
    hand.click("segment-de")
    hand.amount("rule-easier").stepBy(1)
    plan = hand.plan
    assert (plan.precautions, plan.language, plan.steps.easier_from) == (
        (Condition.OSTEOPOROSIS,),
        "de",
        7,
    )


def test_a_name_that_is_emptied_comes_back_when_it_is_left(hand):
    name = hand.builder.head.name
    name.setFocus()
    name.selectAll()
    QTest.keyClick(name, Key.Key_Delete)
    assert (hand.plan.name, name.text()) == ("Neck", "")
    hand.builder.list.setFocus()
    name.left.emit()  # a window that is not the active one has no focus
    assert name.text() == "Neck"


def test_routines_are_added_by_reference(hand):
    hand.choose("two")
    hand.click("segment-routines")
    first = hand.builder.pane.list.chosen[0]
    hand.press(Key.Key_Return, on=hand.builder.pane.list)
    assert hand.plan.phases[1].routines == (first,)
    hand.press(Key.Key_Delete)
    assert hand.plan.phases[1].routines == ()


# What is shown


def test_remarks_inform_and_lead_to_what_they_are_about(hand, qtbot):
    hand.choose("two")
    hand.click("phase-all")
    hand.press(Key.Key_Delete)
    hand.click("builder-show-remarks")
    remarks = hand.builder.remarks

    def told():
        return [row.about for row in remarks.model().items]

    qtbot.waitUntil(lambda: key("two") in told())
    assert remarks.isVisibleTo(hand.builder)
    about = told()
    hand.choose("one.nod")
    remarks.clicked.emit(remarks.model().index(about.index(key("two")), 0))
    assert hand.builder.list.current_key == key("two")


def test_times_are_shown_after_a_while(hand, qtbot):
    def said():
        return hand.builder.list.place_of(key("one")).data(Qt.ItemDataRole.AccessibleTextRole)

    before = said()
    assert "in a week" in before
    hand.choose("one.nod")
    hand.amount("item-per-day").stepBy(5)
    qtbot.waitUntil(lambda: said() != before)


def test_the_handout_of_the_phase_at_hand_is_asked_for_when_nobody_types(hand, qtbot):
    hand.builder.show()
    with qtbot.waitSignal(hand.builder.handout_wanted) as asked:
        hand.choose("two.tuck")
    (wanted,) = asked.args
    assert (wanted.plan, wanted.phase) == (hand.plan, "two")
    hand.builder.show_pictures([(4, 5, bytes(80))])
    assert len(hand.builder.handout.pages) == 1


@pytest.mark.parametrize(
    ("width", "shown"),
    [(1180, "library plan handout"), (800, "library plan"), (560, "plan")],
)
def test_as_much_is_side_by_side_as_there_is_room_for(hand, width, shown):
    drawing.show_off_screen(hand.builder, QSize(width, 700))
    builder = hand.builder
    seen = {"library": builder.pane, "plan": builder.list, "handout": builder.handout}
    assert " ".join(name for name, one in seen.items() if one.isVisibleTo(builder)) == shown


def test_a_side_is_folded_away_and_stands_in_the_plans_place_where_there_is_no_room(hand):
    builder = hand.builder
    hand.click("builder-show-handout")
    assert not builder.handout.isVisibleTo(builder)
    drawing.show_off_screen(builder, QSize(560, 700))
    hand.click("builder-show-handout")
    assert builder.handout.isVisibleTo(builder)
    assert not builder.list.isVisibleTo(builder)
    hand.click("builder-show-library")
    assert builder.pane.isVisibleTo(builder)
    assert not builder.handout.isVisibleTo(builder)


@pytest.mark.parametrize("width", [1180, 956, 560])
def test_handing_over_is_offered_beside_the_name_whatever_side_is_shown(hand, width):
    drawing.show_off_screen(hand.builder, QSize(width, 700))
    head = hand.builder.head
    assert head.hand_over.isVisibleTo(hand.builder)
    assert abs(head.hand_over.geometry().center().y() - head.name.geometry().center().y()) <= 2
    assert head.hand_over.geometry().right() == head.rect().right()


def test_the_words_of_the_heads_acts_are_level(hand):
    head = hand.builder.head
    middles = {one.geometry().center().y() for one in (head.add_phase, head.library, head.preview)}
    assert max(middles) - min(middles) <= 1


def test_what_is_edited_stays_in_sight_when_the_list_gets_lower(hand):
    hand.choose("two.tuck")
    drawing.show_off_screen(hand.builder, QSize(956, 560))
    view = hand.builder.list
    row = view.visualRect(view.place_of(key("two.tuck")))
    assert view.viewport().rect().contains(row)


def test_remarks_take_their_room_from_the_panel_too(hand):
    drawing.show_off_screen(hand.builder, QSize(1180, 640))
    before = hand.builder.panels.height()
    hand.click("builder-show-remarks")
    assert hand.builder.remarks.isVisibleTo(hand.builder)
    assert hand.builder.panels.height() < before
    hand.click("builder-show-remarks")
    assert hand.builder.panels.height() == before


def test_rows_tell_a_screen_reader_all_that_is_in_them(hand):
    row = hand.builder.list.place_of(key("one.levator"))
    said = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Levator scapulae stretch. 3 sets, hold 30 seconds, on each side")


def test_the_sign_in_a_row_of_the_library_adds_it(hand):
    hand.choose("two")
    view = hand.builder.pane.list
    index = view.model().index(0, 0)
    place = view.add_rect(view.visualRect(index)).center()
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, HeldObject.NoModifier, QPoint(place)
    )
    first = view.model().items[0].key
    assert hand.shown[1] == f"two tuck {first}"
    assert first in view.used
