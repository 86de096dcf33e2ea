import pytest
from pytestqt.qtbot import QtBot

from posture_app.desktop.sensors.base import Polled, Sensor, SensorLine
from posture_app.desktop.sensors.hub import Sensors
from posture_app.desktop.sensors.model import Readings, SensorKind, State

from .fakes import SetClock, ToldSensor


class Heard:
    """What a hub has told."""

    def __init__(self, hub: Sensors) -> None:
        self.readings: list[Readings] = []
        self.noticed: list[str] = []
        hub.changed.connect(self.readings.append)
        hub.noticed.connect(lambda told: self.noticed.append(str(told)))


def hub_of(clock: SetClock, **lines: list[Sensor]) -> tuple[Sensors, Heard]:
    hub = Sensors(
        [SensorLine(SensorKind(kind), kind, list(s), clock) for kind, s in lines.items()], clock
    )
    return hub, Heard(hub)


def tick(hub: Sensors, clock: SetClock, s: float = 10) -> None:
    clock.s += s
    hub._timer.timeout.emit()


def test_the_first_that_answers_is_used(qtbot: QtBot, clock: SetClock):
    broken, good, worse = (
        ToldSensor("broken", OSError("no")),
        ToldSensor("good", 4.0),
        ToldSensor("worse", 5.0),
    )
    hub, _ = hub_of(clock, idle=[broken, good, worse])
    hub.start()
    readings = hub.readings()
    assert (readings.idle_s, readings.healths[0].sensor) == (4.0, "good")
    assert readings.healths[0].state is State.WORKING
    assert worse.asks == 0
    assert not broken.running


def test_the_reading_says_when_it_was_true(qtbot: QtBot, clock: SetClock):
    hub, _ = hub_of(clock, idle=[ToldSensor("idle", 4.0)])
    hub.start()
    clock.s += 7
    readings = hub.readings()
    assert readings.idle_at is not None
    assert readings.at.monotonic_s - readings.idle_at.monotonic_s == 7


def test_nothing_answers(qtbot: QtBot, clock: SetClock):
    hub, heard = hub_of(clock, idle=[ToldSensor("a", OSError("no"))], dnd=[])
    hub.start()
    assert heard.noticed == ["idle: Nothing on this computer tells it."]
    readings = hub.readings()
    assert (readings.idle_s, readings.dnd, readings.call) == (None, None, None)
    assert {health.state for health in readings.healths} == {State.UNAVAILABLE}
    tick(hub, clock, 400)
    assert len(heard.noticed) == 1, "said once"


def test_a_sensor_that_never_speaks_is_passed_over(qtbot: QtBot, clock: SetClock):
    hub, _ = hub_of(clock, idle=[ToldSensor("mute", None), ToldSensor("good", 1.0)])
    hub.start()
    assert hub.readings().idle_s is None
    tick(hub, clock, 11)
    assert hub.readings().idle_s == 1.0


@pytest.mark.warns_in_diagnostics
def test_a_lie_is_noticed_once_and_forgiven(qtbot: QtBot, clock: SetClock):
    liar = ToldSensor("liar", 0.0)
    hub, heard = hub_of(clock, idle=[liar])
    hub.start()
    for _ in range(179):
        tick(hub, clock)
    assert hub.readings().idle_s == 0.0
    for _ in range(100):
        tick(hub, clock)
    readings = hub.readings()
    assert readings.idle_s is None
    assert readings.idle_at is None
    assert readings.healths[0].state is State.SUSPECT
    assert len(heard.noticed) == 1
    assert "liar" in heard.noticed[0]
    liar.answer = 3.0
    tick(hub, clock)
    assert hub.readings().idle_s == 3.0
    assert hub.readings().healths[0].state is State.WORKING


@pytest.mark.warns_in_diagnostics
def test_one_lost_answer_is_no_death_but_three_are(qtbot: QtBot, clock: SetClock):
    first, second = ToldSensor("first", 1.0), ToldSensor("second", 2.0)
    hub, heard = hub_of(clock, idle=[first, second])
    hub.start()
    first.answer = OSError("broken")
    tick(hub, clock)
    tick(hub, clock)
    assert hub.readings().healths[0].sensor == "first"
    tick(hub, clock)
    assert hub.readings().idle_s == 2.0, "the next one takes over"
    assert heard.noticed == ["first no longer answers."]


@pytest.mark.warns_in_diagnostics
def test_a_service_that_returns_is_picked_up(qtbot: QtBot, clock: SetClock):
    first = ToldSensor("first", 1.0)
    hub, heard = hub_of(clock, idle=[first])
    hub.start()
    first.answer = OSError("away")
    first.lost.emit(first)
    assert hub.readings().idle_s is None
    assert hub.readings().healths[0].state is State.GONE
    first.answer = 6.0
    first.appeared.emit(first)
    assert hub.readings().idle_s == 6.0
    for _ in range(3):
        first.answer = OSError("away")
        first.lost.emit(first)
        first.answer = 6.0
        first.appeared.emit(first)
    assert len(heard.noticed) == 1, "a service that comes and goes is said once"


def test_a_better_sensor_takes_over(qtbot: QtBot, clock: SetClock):
    best, poor = ToldSensor("best", OSError("not yet")), ToldSensor("poor", 2.0)
    hub, _ = hub_of(clock, idle=[best, poor])
    hub.start()
    best.answer = 1.0
    best.appeared.emit(best)
    assert hub.readings().healths[0].sensor == "best"
    assert not poor.running
    poor.appeared.emit(poor)
    assert hub.readings().healths[0].sensor == "best"


def test_it_is_tried_again_every_five_minutes(qtbot: QtBot, clock: SetClock):
    late = ToldSensor("late", OSError("not yet"))
    hub, _ = hub_of(clock, idle=[late])
    hub.start()
    late.answer = 1.0
    tick(hub, clock, 299)
    assert hub.readings().idle_s is None
    tick(hub, clock, 2)
    assert hub.readings().idle_s == 1.0


def test_any_of_two_lines_is_a_lock_or_a_call(qtbot: QtBot, clock: SetClock):
    one, two = ToldSensor("one", False, asked=False), ToldSensor("two", False, asked=False)
    hub = Sensors(
        [
            SensorLine(SensorKind.LOCK, "a", [one], clock),
            SensorLine(SensorKind.LOCK, "b", [two], clock),
        ],
        clock,
    )
    heard = Heard(hub)
    hub.start()
    assert hub.readings().locked is False
    two.told.emit(two, True)
    assert heard.readings[-1].locked is True
    two.told.emit(two, False)
    assert heard.readings[-1].locked is False


def test_what_tells_itself_is_not_asked_and_no_news_is_not_told(qtbot: QtBot, clock: SetClock):
    quiet = ToldSensor("quiet", False, asked=False)
    hub, heard = hub_of(clock, dnd=[quiet])
    hub.start()
    told = len(heard.readings)
    tick(hub, clock)
    assert quiet.asks == 1
    quiet.told.emit(quiet, False)
    assert len(heard.readings) == told
    quiet.told.emit(quiet, True)
    assert heard.readings[-1].dnd is True


def test_need_decides_how_often(qtbot: QtBot, clock: SetClock):
    idle = ToldSensor("idle", 0.5)
    hub, _ = hub_of(clock, idle=[idle])
    hub.start()
    assert hub._timer.interval() == 10_000
    hub.need(idle_after_s=60, keen=True)
    assert (hub._timer.interval(), idle.keen, idle.asks) == (1000, True, 2)
    hub.need(idle_after_s=60, keen=False)
    assert (hub._timer.interval(), idle.keen) == (10_000, False)
    idle.answer, idle.watched = 70.0, True
    tick(hub, clock)
    hub._timer.stop()
    tick(hub, clock)
    assert hub._timer.interval() == 30_000, "away, and the return tells itself"


def test_a_chatty_line_does_not_put_off_the_others(qtbot: QtBot, clock: SetClock):
    idle, chatty = ToldSensor("idle", 0.5), ToldSensor("chatty", False, asked=False)
    hub, _ = hub_of(clock, idle=[idle], fullscreen=[chatty])
    hub.start()
    started = hub._timer.timerId()
    for number in range(50):
        chatty.told.emit(chatty, number % 2 == 0)
    assert hub._timer.timerId() == started, "the timer was not started anew"


def test_asleep_is_over_when_the_machine_plainly_runs(qtbot: QtBot, clock: SetClock):
    sleep = ToldSensor("logind", False, asked=False)
    idle = ToldSensor("idle", 0.5)
    hub, heard = hub_of(clock, sleep=[sleep], idle=[idle])
    hub.start()
    sleep.told.emit(sleep, True)
    assert heard.readings[-1].asleep is True
    sleep.told.emit(sleep, False)
    assert heard.readings[-1].asleep is False
    assert idle.asks == 2, "after the resume everything is asked at once"
    told = len(heard.readings)
    sleep.told.emit(sleep, False)
    assert len(heard.readings) == told, "a second resume changes nothing"
    sleep.told.emit(sleep, True)
    clock.s += 61
    assert hub.readings().asleep is False


def test_stopped_is_silent(qtbot: QtBot, clock: SetClock):
    idle = ToldSensor("idle", 0.5)
    hub, heard = hub_of(clock, idle=[idle])
    hub.start()
    hub.stop()
    told = len(heard.readings)
    idle.told.emit(idle, 3.0)
    assert not idle.running
    assert not hub._timer.isActive()
    assert len(heard.readings) == told


def test_the_self_test_asks_everything_and_reports(qtbot: QtBot, clock: SetClock):
    idle, quiet = ToldSensor("idle", 0.5), ToldSensor("quiet", False, asked=False)
    hub, _ = hub_of(clock, idle=[idle], dnd=[quiet])
    hub.start()
    with qtbot.waitSignal(hub.tested) as tested:
        hub.self_test()
    assert (idle.asks, quiet.asks) == (2, 2)
    assert tested.args is not None
    assert [(one.label, one.sensor, one.value, one.state) for one in tested.args[0]] == [
        ("idle", "idle", 0.5, State.WORKING),
        ("dnd", "quiet", False, State.WORKING),
    ]


def test_a_look_that_fails_is_a_failure(qtbot: QtBot, clock: SetClock):
    def look() -> bool:
        raise FileNotFoundError("no sound card")

    hub, _ = hub_of(clock, call=[Polled("files", look)])
    hub.start()
    assert hub.readings().call is None
