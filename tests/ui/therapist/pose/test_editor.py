"""The pose editor: what is typed, dragged and pressed is in the motion, and can be undone."""

from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from posture_app.body.handles import HANDLES
from posture_app.body.keyframes import HOLD, START, Key, keys_of, resting_at, stated_at, with_stated
from posture_app.body.motion import solved_motion
from posture_app.body.props import props_of
from posture_app.body.skeleton import Stance
from posture_app.gallery.drawing import settle
from posture_app.library.files import builtin
from posture_app.library.motion import Keyframe, Motion, StartPosition
from posture_app.ui.therapist.pose.angles import AngleField, AngleRow
from posture_app.ui.therapist.pose.keys_bar import KeyframeAction, SidesAction
from posture_app.ui.therapist.pose.preview import MotionPreview, Timing
from posture_app.ui.therapist.pose.view import PoseView
from posture_app.ui.widgets.controls import Chip, Switch
from tests.body.motions import motion
from tests.there import there
from tests.ui.acting import child, press

EXERCISES = {one.id: one for one in builtin().exercises}
SHIFT = Qt.KeyboardModifier.ShiftModifier


def angle(editor, name):
    return editor.draft.posed.angles[name]


def field(editor, name):
    return child(editor, AngleField, f"angle-{name}")


def type_in(editor, name, text):
    one = field(editor, name)
    one.setFocus()
    one.selectAll()
    QTest.keyClicks(one, text)
    QTest.keyClick(one, Qt.Key.Key_Return)


def test_what_it_is_given_it_gives_back(editor):
    told = []
    editor.changed.connect(lambda: told.append(1))
    for exercise in list(EXERCISES.values())[::6]:
        editor.set_motion(exercise.motion)
        assert editor.motion() == exercise.motion
    assert told == []
    assert not editor.draft.can_undo


def test_a_motion_with_many_keyframes_loses_nothing_when_one_is_changed(editor):
    given = there(EXERCISES["doorway-pec-stretch"].motion)
    editor.set_motion(given)
    editor.draft.choose_key(START)
    editor.draft.set_angles({"neck.flexion": 5})
    found = editor.motion()
    assert found.keyframes[1:] == given.keyframes[1:]
    assert (found.props, found.works, found.arrows) == (given.props, given.works, given.arrows)
    assert found.keyframes[0].ghost


def test_without_a_motion_somebody_stands(editor):
    assert editor.motion().start == "standing"
    assert editor.problems() == []
    assert child(editor, QLabel, "pose-problems").text() == "Nothing stands in the way."


def test_a_typed_angle_bends_both_sides_and_can_be_undone(editor, hand, qtbot):
    hand.click("joint-elbow")
    with qtbot.waitSignal(editor.changed):
        type_in(editor, "right_elbow.flexion", "90")
    assert angle(editor, "right_elbow.flexion") == angle(editor, "left_elbow.flexion") == 90
    assert stated_at(editor.motion(), HOLD)["left_elbow.flexion"] == 90
    hand.click("pose-undo")
    assert angle(editor, "right_elbow.flexion") == 8
    assert field(editor, "right_elbow.flexion").value() == 8
    hand.click("pose-redo")
    assert angle(editor, "left_elbow.flexion") == 90


def test_undo_by_its_keys_also_from_a_field(editor, hand, qtbot):
    control = Qt.KeyboardModifier.ControlModifier
    hand.click("joint-elbow")
    type_in(editor, "right_elbow.flexion", "90")
    one = field(editor, "right_elbow.flexion")
    for inside in (one, there(one.lineEdit()), editor.side.view, editor.keys.play):
        press(qtbot, inside, Qt.Key.Key_Z, control)
        assert angle(editor, "right_elbow.flexion") == 8
        press(qtbot, inside, Qt.Key.Key_Z, control | SHIFT)
        assert angle(editor, "right_elbow.flexion") == 90


def test_a_field_leaves_undo_to_the_editor(editor, hand):
    hand.click("joint-elbow")
    inside = there(field(editor, "right_elbow.flexion").lineEdit())
    for held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ControlModifier | SHIFT):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, held)
        asked.ignore()
        QApplication.sendEvent(inside, asked)
        assert not asked.isAccepted()


def test_more_than_the_range_is_typed_as_its_end(editor, hand):
    hand.click("joint-elbow")
    type_in(editor, "right_elbow.flexion", "400")
    assert angle(editor, "right_elbow.flexion") == 150
    assert field(editor, "right_elbow.flexion").value() == 150


def test_one_side_alone_where_both_together_is_off(editor, hand):
    child(editor, Switch, "pose-both").click()
    hand.click("joint-elbow")
    hand.click("segment-left")
    type_in(editor, "left_elbow.flexion", "90")
    assert angle(editor, "right_elbow.flexion") == 8
    assert angle(editor, "left_elbow.flexion") == 90


def test_everything_can_be_undone_to_the_beginning(editor):
    first = editor.motion()
    for value in range(10, 60):
        editor.draft.set_angles({"right_elbow.flexion": float(value)})
    last = editor.motion()
    while editor.draft.can_undo:
        editor.draft.undo()
    assert editor.motion() == first
    while editor.draft.can_redo:
        editor.draft.redo()
    assert editor.motion() == last


def test_arrow_keys_change_the_chosen_angle_by_1_and_with_shift_by_5(editor, qtbot):
    view = editor.front.view
    editor.draft.choose_handle(HANDLES["right_elbow"])
    editor.draft.choose_angle("right_shoulder.abduction")
    press(qtbot, view, Qt.Key.Key_Up)
    assert angle(editor, "right_shoulder.abduction") == 8
    press(qtbot, view, Qt.Key.Key_Right, SHIFT)
    assert angle(editor, "left_shoulder.abduction") == 13
    press(qtbot, view, Qt.Key.Key_Left)
    press(qtbot, view, Qt.Key.Key_Down, SHIFT)
    assert angle(editor, "right_shoulder.abduction") == 7


def test_keys_choose_joints_and_their_angles(editor, qtbot):
    view = editor.side.view
    editor.draft.choose_handle(HANDLES["right_elbow"])
    press(qtbot, view, Qt.Key.Key_PageDown)
    assert editor.draft.handle.name == "left_elbow"
    press(qtbot, view, Qt.Key.Key_PageUp)
    press(qtbot, view, Qt.Key.Key_PageUp)
    assert editor.draft.handle.name == "left_shoulder"
    editor.draft.choose_group("neck")
    press(qtbot, view, Qt.Key.Key_Space)
    assert editor.draft.angle == "neck.lateral_flexion"
    press(qtbot, view, Qt.Key.Key_Plus)
    assert view.camera.zoom > 1
    press(qtbot, view, Qt.Key.Key_Minus)
    assert view.camera.zoom == 1
    assert "lateral flexion" in view.accessibleName()


def test_arrow_keys_in_a_field_too(editor, hand, qtbot):
    hand.click("joint-elbow")
    one = field(editor, "right_elbow.flexion")
    press(qtbot, one, Qt.Key.Key_Up)
    press(qtbot, one, Qt.Key.Key_Up, SHIFT)
    press(qtbot, one, Qt.Key.Key_Down)
    assert angle(editor, "right_elbow.flexion") == 13


def test_a_drag_is_one_step_back(editor, hand):
    before = editor.motion()
    hand.drag("pose-side", "right_hand", QPoint(60, -40))
    assert editor.motion() != before
    assert angle(editor, "right_elbow.flexion") == angle(editor, "left_elbow.flexion")
    hand.click("pose-undo")
    assert editor.motion() == before
    assert not editor.draft.can_undo


def test_the_handle_is_where_the_pointer_has_brought_it(editor, hand):
    view = editor.side.view
    before = view.spot_of("right_hand")
    hand.drag("pose-side", "right_hand", QPoint(60, -40))
    after = view.spot_of("right_hand")
    assert (after - before - QPointF(60, -40)).manhattanLength() < 12


def test_what_rests_is_not_dragged_until_it_lets_go(editor, hand):
    hand.pick("pose-start", "sitting")
    before = editor.motion()
    hand.drag("pose-side", "right_hand", QPoint(30, -60))
    assert editor.motion() == before
    status = child(editor, QLabel, "pose-status")
    assert status.text() == "Right hand stays where it rests (Hand, right: thigh)."
    hand.click("pose-let-go")
    assert "right_hand" not in dict(resting_at(editor.motion(), HOLD))
    hand.drag("pose-side", "right_hand", QPoint(30, -60))
    assert angle(editor, "right_shoulder.flexion") > 22


def test_a_hand_is_put_on_something_by_a_menu(editor, hand):
    hand.pick("rests-right_hand", "hand|right_hip_crease|0")
    resting = dict(resting_at(editor.motion(), HOLD))
    assert resting["right_hand"] == ("right_hip_crease", False)
    assert resting["left_hand"] == ("left_hip_crease", False)
    assert child(editor, Chip, "rests-left_hand").text() == "hip crease"
    hand.pick("rests-left_hand", "free")
    assert "right_hand" not in dict(resting_at(editor.motion(), HOLD))


def test_things_come_and_go(editor, hand):
    hand.click("prop-chair")
    assert [one.kind for one in props_of(editor.motion())] == ["chair"]
    hand.click("prop-chair")
    assert props_of(editor.motion()) == ()
    hand.pick("pose-start", "sitting")
    assert not child(editor, Chip, "prop-chair").isEnabled()


def test_keyframes_between_are_added_moved_and_removed(editor, hand):
    editor.draft.set_angles({"right_elbow.flexion": 90})
    hand.pick("pose-between", KeyframeAction.ADD_ON_WAY_THERE)
    assert editor.draft.key == Key("move", 0.5)
    assert angle(editor, "right_elbow.flexion") == 49
    hand.pick("pose-between", KeyframeAction.MAKE_LATER)
    assert keys_of(editor.motion()) == (START, Key("move", 0.6), HOLD)
    assert editor.draft.key == Key("move", 0.6)
    hand.pick("pose-between", KeyframeAction.REMOVE)
    assert keys_of(editor.motion()) == (START, HOLD)
    settle()
    assert child(editor, Chip, "key-start").isChecked()


def test_a_pose_is_copied_and_mirrored(editor, hand):
    child(editor, Switch, "pose-both").click()
    editor.draft.set_angles({"right_elbow.flexion": 90, "neck.rotation": 20})
    hand.pick("pose-sides", SidesAction.SWAP)
    assert angle(editor, "left_elbow.flexion") == 90
    assert angle(editor, "right_elbow.flexion") == 8
    assert angle(editor, "neck.rotation") == -20
    hand.pick("pose-sides", SidesAction.RIGHT_AS_LEFT)
    assert angle(editor, "right_elbow.flexion") == 90
    hand.click("key-start")
    hand.pick("pose-copy", 1)
    assert stated_at(editor.motion(), START) == stated_at(editor.motion(), HOLD)


def test_a_joint_goes_back_to_the_start_position(editor, hand):
    editor.draft.choose_angle("right_elbow.flexion")
    editor.draft.set_angles({"right_elbow.flexion": 90})
    hand.click("joint-reset")
    assert stated_at(editor.motion(), HOLD) == {}


def test_an_uneven_motion_is_not_changed_on_both_sides(editor):
    editor.set_motion(EXERCISES["bird-dog"].motion)
    assert not child(editor, Switch, "pose-both").isChecked()
    editor.set_motion(None)
    assert child(editor, Switch, "pose-both").isChecked()


def test_what_is_wrong_is_said_in_words_a_little_later(editor, qtbot):
    leaning = {"pelvis.tilt": 60.0, "right_knee.flexion": 10.0}
    editor.draft.change(lambda motion, key: with_stated(motion, key, leaning))
    found = child(editor, QLabel, "pose-problems")
    qtbot.waitUntil(lambda: "centre of mass" in found.text())
    assert found.text().startswith("Held position: ")
    assert editor.problems() == found.text().splitlines()


def test_it_is_played_and_stopped(editor, hand):
    editor.draft.set_angles({"right_elbow.flexion": 90})
    hand.click("pose-play")
    assert editor.keys.play.text() == "Stop playing"
    hand.click("pose-play")
    assert editor.keys.play.text() == "Play"


def test_an_edit_and_hiding_end_the_preview(editor, hand):
    hand.click("pose-play")
    editor.draft.set_angles({"right_elbow.flexion": 90})
    assert editor.keys.play.text() == "Play"
    hand.click("pose-play")
    editor.hide()
    assert editor.keys.play.text() == "Play"


def test_the_preview_moves_holds_and_goes_back_by_its_times(qapp):
    told: list[object] = []
    preview = MotionPreview(qapp)
    preview.moment.connect(told.append)
    bent = with_stated(motion("standing"), HOLD, {"right_elbow.flexion": 90})
    solved = solved_motion(bent)
    preview.play(bent, Timing(2, 3, 1))
    told.clear()
    for at_s in (0.0, 1.0, 2.5, 4.9, 5.5, 6.1):
        preview.show_at(at_s)
    assert told[0] == solved.start
    assert told[2] == told[3] == solved.end
    assert isinstance(told[1], Stance)
    assert told[1] not in {solved.start, solved.end}
    assert told[5] == solved.start
    preview.stop()
    assert told[-1] is None


def test_a_motion_that_goes_round_is_played_round(qapp):
    told: list[object] = []
    preview = MotionPreview(qapp)
    preview.moment.connect(told.append)
    frames = tuple(Keyframe(phase="move", at=at) for at in (0.5, 1.0))
    preview.play(Motion(start="standing", keyframes=frames), Timing())
    preview.show_at(3.0)
    preview.stop()
    assert len(told) == 3


def test_times_are_taken_from_the_dose_and_told(editor, qtbot):
    editor.set_timing(Timing(3, 1, 4))
    assert editor.timing() == Timing(3, 1, 4)
    with qtbot.waitSignal(editor.timing_changed):
        editor.timing_row.hold_s.setValue(6)
    assert editor.timing() == Timing(3, 6, 4)


@pytest.mark.parametrize("start", get_args(StartPosition))
def test_every_handle_lies_in_the_picture(editor, start: StartPosition):
    editor.set_motion(Motion(start=start, keyframes=(Keyframe(phase="hold"),)))
    settle()
    for view in editor.findChildren(PoseView):
        for name in HANDLES:
            assert view.rect().contains(view.spot_of(name).toPoint()), name


def test_the_figure_is_turned_by_its_ground_and_turned_back(editor):
    view = editor.front.view
    empty = QPoint(8, 8)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=empty)
    QTest.mouseMove(view, empty + QPoint(0, 0))
    view.mouseMoveEvent(_moved(view, empty + QPoint(40, 0)))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=empty + QPoint(40, 0))
    assert view.camera.yaw_deg == -20
    assert child(editor, Chip, "pose-front-from").text() == "Turned by hand"
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=empty)
    assert view.camera.yaw_deg == 0
    assert editor.motion().camera.yaw_deg == 35


def test_it_is_seen_from_another_side(editor, hand):
    hand.pick("pose-front-from", "180")
    assert editor.front.view.camera.yaw_deg == 180
    hand.click("pose-front-closer")
    hand.click("pose-front-farther")
    hand.pick("pose-camera", "180")
    assert editor.motion().camera.yaw_deg == 180


def test_fields_are_large_enough_and_named(editor, hand):
    hand.click("joint-neck")
    settle()
    rows = editor.findChildren(AngleRow)
    shown = [one for one in rows if one.isVisible()]
    assert len(shown) == 6
    for one in shown:
        assert one.field.height() >= 44
        assert one.field.accessibleName().startswith("Neck and head: ")
        assert one.field.accessibleDescription() == one.range.text()


def _moved(view, spot):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    button = Qt.MouseButton.LeftButton
    place = QPointF(spot)
    return QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        view.mapToGlobal(place),
        button,
        button,
        Qt.KeyboardModifier.NoModifier,
    )


def test_trunk_and_knees_can_be_taken_off_what_they_rest_on(editor, hand):
    hand.pick("pose-start", "sitting")
    assert child(editor, Chip, "rests-pelvis").text() == "seat of the chair"
    hand.pick("rests-pelvis", "free")
    assert "pelvis" not in dict(resting_at(editor.motion(), HOLD))
    assert dict(resting_at(editor.motion(), START))["pelvis"] == ("seat", False)
    hand.pick("rests-pelvis", "pelvis|seat|0")
    assert dict(resting_at(editor.motion(), HOLD))["pelvis"] == ("seat", False)
    hand.pick("pose-start", "kneeling")
    assert child(editor, Chip, "rests-right_knee").isVisibleTo(editor)
    assert not child(editor, Chip, "rests-pelvis").isVisibleTo(editor)
    hand.pick("rests-right_knee", "free")
    assert "left_knee" not in dict(resting_at(editor.motion(), HOLD))


def test_the_picture_shows_what_is_chosen_for_it(editor, hand):
    still = editor.setting.picture.still
    still.draw_now()
    before = still.grab().toImage()
    editor.draft.set_angles({"right_shoulder.flexion": 90})
    hand.pick("pose-arrow", "right_hand")
    child(editor, Switch, "pose-ghost").click()
    assert editor.motion().arrows == ("right_hand",)
    assert editor.motion().keyframes[0].ghost
    still.draw_now()
    assert still.grab().toImage() != before
    hand.pick("pose-arrow", "most")
    assert editor.motion().arrows == ()


def test_a_press_needs_the_part_that_presses(editor, hand):
    switch = child(editor, Switch, "pose-resisted")
    assert not switch.isEnabled()
    hand.pick("pose-arrow", "forehead")
    assert switch.isEnabled()
    switch.click()
    assert editor.motion().resisted
    hand.pick("pose-arrow", "most")
    assert not editor.motion().resisted
    assert not switch.isEnabled()
    hand.pick("pose-look", "head_to_seat")
    assert editor.motion().camera.look_at == "head_to_seat"
