"""The slow breath in the ring: where an exercise asks for it, and nowhere else."""

import pytest

from posture_app.coach import session as coach
from posture_app.library.model import Dose, Tempo
from posture_app.ui.player.breathing_ring import BreathingRing
from posture_app.ui.player.snapshot import breath_at, snapshot
from tests.factory import exercise, library, routine

SLOW = "Breathe slowly."
HELD = Dose(model="timed_hold", hold_s=30)
ON = Dose(model="continuous", duration_s=60, tempo_s=Tempo(3, 5))
REPS = Dose(model="reps_with_hold", reps=3, hold_s=10, tempo_s=Tempo(2, 2))


def breath(one, at_s, *, paused=False):
    session, _effects = coach.start(routine(one), library([one]), 0.0)
    session, _effects = coach.advance(session, at_s)
    if paused:
        session, _effects = coach.pause(session, at_s)
    return snapshot(session, at_s).breath


def first(one, phase):
    """When a phase first begins."""
    session, _effects = coach.start(routine(one), library([one]), 0.0)
    phases = session.plan.timeline.phases
    return next(at.end_s - at.duration_s for at in phases if at.phase == phase)


def test_in_and_out_are_as_slow_as_they_are_said_to_be():
    assert breath_at(0, 4, 6) == 0
    assert breath_at(4, 4, 6) == 1
    assert breath_at(7, 4, 6) == pytest.approx(0.5)
    assert breath_at(10, 4, 6) == 0


def test_a_stretch_that_is_held_breathes_from_where_it_begins():
    stretch = exercise("stretch", HELD, category="stretch", breathing=SLOW)
    begins = first(stretch, "hold")
    assert breath(stretch, begins + 4) == pytest.approx(1)
    assert breath(stretch, begins + 10) == pytest.approx(0)
    assert breath(stretch, begins - 1) is None


def test_what_is_done_to_breathe_breathes_at_its_own_pace():
    rest = exercise("rest", ON, category="relaxation", breathing=SLOW)
    begins = first(rest, "move")
    assert breath(rest, begins + 3) == pytest.approx(1)
    assert breath(rest, begins + 8) == pytest.approx(0)


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (REPS, {"category": "stretch", "breathing": SLOW}),
        (HELD, {"category": "strength", "breathing": SLOW}),
        (HELD, {"category": "stretch", "breathing": ""}),
        (ON, {"category": "mobility", "breathing": SLOW}),
    ],
)
def test_nothing_else_breathes(dose, words):
    one = exercise("other", dose, **words)
    assert all(breath(one, at_s) is None for at_s in range(0, 60, 2))


def test_who_stands_still_is_not_told_how_to_breathe():
    stretch = exercise("stretch", HELD, category="stretch", breathing=SLOW)
    assert breath(stretch, first(stretch, "hold") + 4, paused=True) is None


def test_with_less_motion_nothing_pulses(make, qtbot):
    ring = make(BreathingRing)
    qtbot.addWidget(ring)
    before = make.theme.reduced_motion
    make.theme.reduced_motion = True
    ring.show_breath(0.5)
    assert ring.breath is None
    make.theme.reduced_motion = False
    ring.show_breath(0.5)
    assert ring.breath == 0.5
    make.theme.reduced_motion = before
