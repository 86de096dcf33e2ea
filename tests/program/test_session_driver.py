"""The driver asks the state machine when something is due."""

from dataclasses import dataclass
from typing import Any

from posture_app.coach import session as coach
from posture_app.coach.session import PhaseStarted, SessionEnded
from posture_app.desktop.clock import SystemClock
from posture_app.library.model import Dose
from posture_app.program.session_driver import SessionDriver
from tests.factory import exercise, library, routine
from tests.there import there

HOLD = exercise("hold", Dose(model="timed_hold", hold_s=20))


@dataclass
class Reading:
    monotonic_s: float = 50.0
    boot_s: float = 80.0


def begin(driver):
    effects: list[Any] = []
    driver.effects_told.connect(effects.extend)
    driver.begin(
        lambda now_s, asleep_s: coach.start(routine(HOLD), library([HOLD]), now_s, asleep_s)
    )
    return effects


def test_it_plays_by_itself_in_the_event_loop_and_stops_at_the_end(qtbot):
    driver = SessionDriver(SystemClock().read, speed=1000)
    effects = begin(driver)
    qtbot.waitUntil(lambda: there(driver.session).status == "finished")
    assert isinstance(effects[-1], SessionEnded)
    started = [e.phase.phase for e in effects if isinstance(e, PhaseStarted)]
    assert started == ["prepare", "hold"]


def test_speed_makes_a_second_of_life_many_of_the_session():
    reading = Reading()
    driver = SessionDriver(lambda: reading, speed=10)
    begin(driver)
    reading.monotonic_s, reading.boot_s = 51.0, 81.0
    driver.tick()
    assert there(driver.session).position_s(driver.now_s()) == 10


def test_sleep_before_the_session_is_not_held_against_it():
    reading = Reading(monotonic_s=50.0, boot_s=5000.0)
    driver = SessionDriver(lambda: reading)
    begin(driver)
    reading.monotonic_s, reading.boot_s = 51.0, 5001.0
    driver.tick()
    assert there(driver.session).status == "playing"


def test_sleep_in_the_session_pauses_it_where_it_was():
    reading = Reading()
    driver = SessionDriver(lambda: reading)
    begin(driver)
    reading.monotonic_s, reading.boot_s = 60.0, 790.0
    driver.tick()
    assert there(driver.session).status == "paused"
    assert there(driver.session).position_s(driver.now_s()) == 10
