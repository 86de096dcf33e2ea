"""Muscles that work at one end of a motion and are stretched at the other."""

from dataclasses import replace

from posture_app.body.motion import position_motion
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


def test_they_do_so_on_the_way_there_and_back(qtbot, theme):
    motion = replace(
        TURN, works=("rectus abdominis",), lengthens=("erector spinae",), alternate=True
    )
    widget = FigureWidget(theme, exercise("turn", motion=motion))
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
