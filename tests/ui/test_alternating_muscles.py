"""Muscles that work at one end of a motion and are stretched at the other."""

from dataclasses import replace

from posture_app.body.motion import eased, position_motion, second_end, share_at
from posture_app.library.files import load
from posture_app.ui.figure.scene import scene_of_motion
from posture_app.ui.figure.widget import FigureWidget
from tests.body.motions import TURN
from tests.factory import exercise
from tests.there import there


def test_they_change_places_halfway(qapp):
    motion = replace(
        position_motion("quadruped"),
        works=("rectus abdominis",),
        lengthens=("erector spinae",),
        alternate=True,
    )
    scene = scene_of_motion(motion)
    held, start = scene.shown(), scene.shown(share=0.2)
    assert held.works
    assert (held.works, held.lengthens) == (start.lengthens, start.works)
    assert scene.shown(share=0.8) == held
    same = scene_of_motion(replace(motion, alternate=False))
    assert same.shown(share=0.2) == same.shown() == held


def test_they_do_so_beyond_the_start_where_the_other_end_lies_there():
    nod = there(load().library.exercises["neck-flexion-extension"].motion)
    scene = scene_of_motion(nod)
    held = scene.shown()

    def works_as_held(phase, progress):
        return scene.shown(share=share_at(nod, phase, progress)) == held

    assert works_as_held("rest", 0.0)
    assert all(works_as_held("move", progress) for progress in (0.0, 0.2, 1.0))
    assert works_as_held("return", 0.1)
    looking_up = there(second_end(nod))
    progress = next(at / 100 for at in range(100) if eased(at / 100) >= looking_up)
    assert not works_as_held("return", progress)
    assert works_as_held("return", 1.0)


def test_they_do_so_on_the_way_there_and_back(qtbot, make):
    motion = replace(
        TURN, works=("rectus abdominis",), lengthens=("erector spinae",), alternate=True
    )
    widget = make(FigureWidget, exercise("turn", motion=motion))
    widget.resize(200, 200)
    qtbot.addWidget(widget)

    def works_at(phase, elapsed_s):
        widget.show_moment(phase, elapsed_s, 2)
        widget.grab()
        return {muscle.name for muscle in there(widget._before).drawing.shown.works}

    there_and_back = (
        ("move", 0.1),
        ("move", 1.9),
        ("hold", 1),
        ("return", 0.1),
        ("return", 1.9),
    )
    found = ["erector spinae" in works_at(*moment) for moment in there_and_back]
    assert found == [True, False, False, False, True]
