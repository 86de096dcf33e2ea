"""Sleep that is told by signals and seen by the clocks as well is counted once.

The person is at the machine from 0 s on, and it sleeps from 100 s to 700 s of boot time. Whatever
is told besides, and whenever the clocks are read, 600 s are an absence and nothing else is.
"""

import pytest

from posture_app.breaks.clocks import ClockReadingMs, events_between
from posture_app.breaks.events import ClockSet, Event, PlainEvent
from posture_app.breaks.hours import local_time, unix_ms, zone_called
from posture_app.breaks.scheduler import Scheduler
from posture_app.breaks.view import view
from tests.breaks.trace import LONG, NINE, begun

ONLY_LONGER = {"breaks": [{**LONG, "every_s": 5000, "length_s": 4000}]}
"""Nothing is reset by ten minutes, so that what was counted can be read."""
SLEEPS_S, WAKES_S = 100.0, 700.0


def read(boot_s: float) -> ClockReadingMs:
    asleep_s = min(max(boot_s - SLEEPS_S, 0), WAKES_S - SLEEPS_S)
    return ClockReadingMs(boot_s, boot_s - asleep_s, unix_ms(NINE) + round(boot_s * 1000))


class Machine:
    """Reads the clocks before anything is told, as the program does."""

    def __init__(self) -> None:
        self.scheduler: Scheduler = begun(ONLY_LONGER)
        self._before = read(0)

    def look(self, boot_s: float) -> None:
        now = read(boot_s)
        asleep = self.scheduler.state.asleep
        for at_s, event in events_between(self._before, now, 60, told_asleep=asleep):
            self.scheduler.take(event, round(at_s * 1000))
        self._before = now
        self.scheduler.advance(round(boot_s * 1000))

    def tell(self, event: Event, boot_s: float) -> None:
        self.look(boot_s)
        self.scheduler.take(event, round(boot_s * 1000))

    def counted_s(self) -> float:
        state = self.scheduler.state
        return view(state, state.now_s).kinds[0].counted_s


ASLEEP, AWAKE = PlainEvent.SUSPEND, PlainEvent.RESUME
TOLD = [
    ("nothing told", [(60, None)]),
    ("both, in time", [(60, None), (100, ASLEEP), (700, AWAKE)]),
    ("both, twice", [(100, ASLEEP), (100, ASLEEP), (700, AWAKE), (700, AWAKE)]),
    ("the beginning only", [(60, None), (100, ASLEEP)]),
    ("the end only", [(60, None), (700, AWAKE)]),
    ("both, when it is over", [(60, None), (700, ASLEEP), (700, AWAKE)]),
    ("both, after a look", [(60, None), (701, None), (701, ASLEEP), (701, AWAKE)]),
    ("the end late", [(60, None), (100, ASLEEP), (700, None), (705, AWAKE)]),
    ("two seconds before it", [(98, ASLEEP), (700, AWAKE)]),
    ("and looked at before it", [(96, ASLEEP), (98, None), (700, AWAKE)]),
    ("a sleep that never came, too", [(30, ASLEEP), (35, AWAKE), (100, ASLEEP), (700, AWAKE)]),
]


@pytest.mark.parametrize("happens", [pytest.param(case[1], id=case[0]) for case in TOLD])
def test_sleep_is_counted_once(happens):
    machine = Machine()
    for at_s, event in [*happens, (710, None)]:
        if event is None:
            machine.look(at_s)
        else:
            machine.tell(event, at_s)
    assert machine.counted_s() == 710 - 600
    assert not machine.scheduler.state.asleep
    assert not any(effect.what == "reset" for effect in machine.scheduler.effects)


def test_one_absence_however_often_it_is_told():
    """The natural break of the sleep comes once, at the resume."""
    machine = Machine()
    machine.scheduler = begun({"breaks": [LONG]})
    for event, at_s in ((ASLEEP, 100), (ASLEEP, 100), (AWAKE, 700), (AWAKE, 701)):
        machine.tell(event, at_s)
    machine.look(760)
    resets = [effect.at_ms for effect in machine.scheduler.effects if effect.what == "reset"]
    assert resets == [700_000]


def test_a_clock_that_is_set_in_a_sleep_that_was_told():
    before, now = read(100), read(700)
    late = ClockReadingMs(now.boot_s, now.monotonic_s, now.wall_ms + 3_600_000)
    assert list(events_between(before, late, 60, told_asleep=True)) == [
        (700, PlainEvent.RESUME),
        (700, ClockSet(late.wall_ms)),
    ]
    assert local_time(late.wall_ms, zone_called("Europe/Berlin")).hour == 10
