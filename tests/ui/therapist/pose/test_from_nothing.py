"""Somebody who never saw a file makes exercises of the library from nothing, with the mouse."""

from PySide6.QtCore import QPoint

from posture_app.body.keyframes import HOLD, START
from posture_app.body.posing import posed
from posture_app.body.skeleton import INDEX, frames_of


def test_a_wall_angel_is_made_by_dragging(editor, hand):
    hand.pick("pose-start", "standing_at_wall")
    hand.click("key-start")
    hand.drag("pose-front", "right_elbow", QPoint(-50, -58))
    hand.drag("pose-front", "right_hand", QPoint(10, -110), alone=True)
    hand.click("key-hold")
    hand.pick("pose-copy", 0)
    hand.drag("pose-front", "right_elbow", QPoint(25, -50))
    hand.drag("pose-front", "right_hand", QPoint(10, -30), alone=True)
    hand.pick("pose-camera", "160")
    assert hand.deeds == 9
    motion = editor.motion()
    assert editor.problems() == []
    start, end = posed(motion, START).angles, posed(motion, HOLD).angles
    for side in ("right", "left"):
        assert 75 < start[f"{side}_shoulder.abduction"] < 105
        assert start[f"{side}_shoulder.rotation"] > 70
        assert start[f"{side}_elbow.flexion"] > 60
        assert end[f"{side}_shoulder.abduction"] > 130
        assert end[f"{side}_elbow.flexion"] < start[f"{side}_elbow.flexion"]
    body = frames_of(posed(motion, HOLD).solved.stance)
    assert body.places[INDEX["right_hand"]][1] > body.places[INDEX["head"]][1]
    assert (motion.start, motion.camera.yaw_deg) == ("standing_at_wall", 160)


def test_a_chin_tuck_is_made_by_dragging(editor, hand):
    hand.pick("pose-start", "sitting")
    hand.click("key-start")
    hand.drag("pose-side", "chin", QPoint(4, 0))
    hand.click("key-hold")
    hand.click("pose-side-closer")
    hand.drag("pose-side", "chin", QPoint(-14, 3))
    hand.pick("pose-look", "head_and_shoulders")
    assert hand.deeds == 7
    motion = editor.motion()
    assert editor.problems() == []
    assert posed(motion, START).angles["neck.retraction_cm"] < -1
    assert posed(motion, HOLD).angles["neck.retraction_cm"] > 1.5
    assert posed(motion, HOLD).angles["head.nod"] > 3
    assert motion.camera.look_at == "head_and_shoulders"
