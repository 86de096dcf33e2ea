"""The page Library: an exercise is written, saved, changed, removed and put back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from posture_app.body.keyframes import HOLD
from posture_app.desktop.exercise_drafts import read_drafts
from posture_app.desktop.own_exercises import own_path
from posture_app.library.draft import DoseDraft
from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.program.program import Program
from posture_app.ui.page_targets import ExerciseFormTarget, ExerciseTarget, OwnExerciseTarget
from posture_app.ui.pages.exercise_detail import REVIEW_NOTE
from posture_app.ui.therapist.library_page import LibraryPage
from posture_app.ui.therapist.pose.editor import PoseEditor
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.snackbar import Snackbar
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")


@pytest.fixture
def page(practice_program: Program) -> LibraryPage:
    main = there(practice_program.window.main)
    main.visit("library")
    found = main.page("library")
    assert isinstance(found, LibraryPage)
    return found


def press(page: LibraryPage, name: str) -> None:
    QTest.mouseClick(there(page.findChild(QAbstractButton, name)), Qt.MouseButton.LeftButton)


def write(page: LibraryPage, name: str, text: str) -> None:
    field: QWidget | None = page.findChild(QLineEdit, f"edit-{name}")
    if field is None:
        field = there(page.findChild(QPlainTextEdit, f"edit-{name}"))
    first, *others = text.splitlines()
    QTest.keyClicks(field, first)
    for one in others:
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClicks(field, one)


def write_one(page: LibraryPage) -> None:
    """A whole exercise from nothing, by keys and clicks."""
    press(page, "new-exercise")
    write(page, "name", "Shoulder lift")
    write(page, "purpose", "Loosens the shoulders.")
    for choice in ("category-mobility", "regions-shoulder_girdle", "position-sitting"):
        press(page, f"edit-{choice}")
    press(page, "edit-sides-together")
    write(page, "steps", "Sit.\nLift both shoulders.\nLet them sink.")
    write(page, "dose.reps", "10")


def save(page: LibraryPage, program: Program, qtbot) -> str:
    with qtbot.waitSignal(program.records.ready):
        press(page, "form-save")
    where = there(page.where())
    assert isinstance(where, OwnExerciseTarget)
    return where.exercise_id


def test_an_exercise_is_written_from_nothing_and_is_there_at_once(page, practice_program, qtbot):
    write_one(page)
    key = save(page, practice_program, qtbot)
    library = there(practice_program.records.opened).loaded.library
    assert library.exercises[key].steps == ("Sit.", "Lift both shoulders.", "Let them sink.")
    main = there(practice_program.window.main)
    main.show_workspace("own")
    main.visit("move")
    main.page("move").show_exercise(key)
    assert main.page("move").where() == ExerciseTarget(key)
    assert read_drafts(practice_program.shared.data_folder) == {}


def test_an_exercise_of_ones_own_is_not_said_to_be_unreviewed(page, practice_program, qtbot):
    write_one(page)
    key = save(page, practice_program, qtbot)
    assert REVIEW_NOTE not in texts(page.detail)
    main = there(practice_program.window.main)
    main.show_exercise(key)
    assert REVIEW_NOTE not in texts(main.page("move"))
    known = there(practice_program.records.opened).loaded.library.exercises
    page.show_details(OwnExerciseTarget(next(one for one in known if one != key)))
    assert REVIEW_NOTE in texts(page.detail)


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(Label)]


def test_an_exercise_is_begun_by_keys_from_any_page_and_outlives_another_language(
    practice_program, qtbot
):
    main = there(practice_program.window.main)
    main.show_new("library")
    page = main.page("library")
    assert page.where() == ExerciseFormTarget()
    write(page, "name", "Shoulder lift")
    practice_program.shared.preferences.change(language="de")
    [draft] = read_drafts(practice_program.shared.data_folder).values()
    assert draft.name == "Shoulder lift"
    again = there(practice_program.window.main)
    assert again is not main
    again.show_new("library")
    field = there(again.page("library").findChild(QLineEdit, "edit-name"))
    assert field.text() == "Shoulder lift"


def test_what_is_missing_is_said_when_one_wants_to_save(page):
    press(page, "new-exercise")
    form = there(page.form)
    assert "Name" in form.missing_words
    write(page, "name", "x" * 121)
    form.show_problems()
    assert "120" in form.problems["name"]
    assert form.problems["purpose"] == ""
    press(page, "form-save")
    assert form.problems["purpose"] == "This is still missing."
    assert form.problems["dose.reps"] == "This is still missing."


def test_what_was_typed_is_there_again_after_the_end(page, practice_program, qtbot):
    press(page, "new-exercise")
    write(page, "name", "Half")
    page.go_back()
    qtbot.waitUntil(lambda: "" in read_drafts(practice_program.shared.data_folder))
    assert read_drafts(practice_program.shared.data_folder)[""].name == "Half"
    press(page, "new-exercise")
    assert there(page.form).draft.name == "Half"
    press(page, "form-throw-away")
    assert read_drafts(practice_program.shared.data_folder) == {}


def test_what_is_typed_without_a_pause_is_kept_all_the_same(page, practice_program, qtbot):
    press(page, "new-exercise")

    def is_kept_while_one_types():
        write(page, "purpose", "on and ")
        return "" in read_drafts(practice_program.shared.data_folder)

    qtbot.waitUntil(is_kept_while_one_types)


def test_an_exercise_is_changed_removed_and_put_back(page, practice_program, qtbot):
    write_one(page)
    key = save(page, practice_program, qtbot)
    press(page, "edit-exercise")
    write(page, "name", " twice")
    assert save(page, practice_program, qtbot) == key
    content = own_path(practice_program.shared.data_folder).read_bytes()
    with qtbot.waitSignal(practice_program.records.ready):
        press(page, "remove-exercise")
    assert page.where() is None
    main = there(practice_program.window.main)
    with qtbot.waitSignal(practice_program.records.ready):
        bar = next(one for one in main.findChildren(Snackbar) if one.isVisible())
        press(bar, "snackbar-action")
    assert page.where() == OwnExerciseTarget(key)
    assert own_path(practice_program.shared.data_folder).read_bytes() == content


def test_an_exercise_that_a_plan_needs_stays(page, practice_program, qtbot):
    write_one(page)
    key = save(page, practice_program, qtbot)
    practice = practice_program.window.services.practice
    practice.open()
    patient = practice.change(lambda store: store.add(Patient(id="1", code="A. B.")))
    phase = PlanPhase(id="one", name="One", items=(PlanItem(exercise=key),))
    plan = KeptPlan(patient_id=patient.id, plan=Plan(id="p", name="P", phases=(phase,)))
    practice.change(lambda store: store.save_plan(plan))
    press(page, "remove-exercise")
    notices = practice_program.shared.notices.standing
    assert any("A. B." in str(one.text) for one in notices)
    assert key in there(practice_program.records.opened).loaded.library.exercises


def test_a_similar_exercise_is_a_beginning(page, practice_program, qtbot):
    page.show_exercise("wall-angel")
    press(page, "copy-exercise")
    draft = there(page.form).draft
    assert (draft.name, draft.position) == ("", "standing_at_wall")
    write(page, "name", "Mine")
    key = save(page, practice_program, qtbot)
    library = there(practice_program.records.opened).loaded.library
    assert library.exercises[key].motion == library.exercises["wall-angel"].motion


def test_pictures_are_taken_and_shown(page, practice_program, qtbot, tmp_path):
    write_one(page)
    image = QImage(1600, 800, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(tmp_path / "a.jpg"))
    press(page, "segment-pictures")
    form = there(page.form)
    form.picture_dropped.emit("start", tmp_path / "a.jpg")
    form.picture_dropped.emit("end", tmp_path / "a.jpg")
    (tmp_path / "b.jpg").write_text("no picture")
    form.picture_dropped.emit("end", tmp_path / "b.jpg")
    assert "b.jpg" in form.failure_words
    key = save(page, practice_program, qtbot)
    library = there(practice_program.records.opened).loaded.library
    assert there(library.exercises[key].pictures).start is not None


def test_the_own_exercises_are_handed_on_and_taken_in(page, practice_program, qtbot, tmp_path):
    write_one(page)
    key = save(page, practice_program, qtbot)
    page.export_wanted.emit(tmp_path / "mine.json")
    assert (tmp_path / "mine.json").is_file()
    with qtbot.waitSignal(practice_program.records.ready):
        press(page, "remove-exercise")
    with qtbot.waitSignal(practice_program.records.ready):
        page.import_wanted.emit(tmp_path / "mine.json")
    assert key in there(practice_program.records.opened).loaded.library.exercises
    (tmp_path / "bad.json").write_text("{")
    page.import_wanted.emit(tmp_path / "bad.json")
    notices = practice_program.shared.notices
    qtbot.waitUntil(lambda: any(one.key == "exercises-taken-in" for one in notices.standing))


def test_a_dose_keeps_what_another_model_needs(page):
    press(page, "new-exercise")
    write(page, "dose.reps", "10")
    press(page, "edit-dose.model-timed_hold")
    write(page, "dose.hold_s", "30")
    draft = there(page.form).draft
    assert draft.dose == replace(DoseDraft(), model="timed_hold", reps=10, hold_s=30)


def test_the_figure_is_posed_and_what_is_posed_is_kept(page, practice_program, qtbot):
    write_one(page)
    press(page, "pose-figure")
    form = there(page.form)
    assert form.is_posing
    editor = there(page.findChild(PoseEditor))
    assert editor.motion().start == "sitting"
    editor.draft.choose_key(HOLD)
    editor.draft.set_angles({"right_shoulder.flexion": 60.0})
    assert page.where() == ExerciseFormTarget(is_posing=True)
    there(practice_program.window.main).go_back()
    assert not form.is_posing
    assert page.where() == ExerciseFormTarget()
    assert there(form.draft.motion) == editor.motion()
    key = save(page, practice_program, qtbot)
    library = there(practice_program.records.opened).loaded.library
    assert library.exercises[key].motion == editor.motion()


def test_ones_own_come_first_and_alone_when_wanted(page, practice_program, qtbot):
    chip = there(page.findChild(QAbstractButton, "filter-own"))
    assert chip.isHidden()
    write_one(page)
    key = save(page, practice_program, qtbot)
    page.go_back()
    grid = page.exercises.grid
    assert grid.index_of(key).row() == 1  # below the heading
    assert grid.model().rowCount() > 20
    press(page, "filter-own")
    assert grid.model().rowCount() == 2
    assert page.go_back()
    assert grid.model().rowCount() > 20
