"""All the sensors together: asked seldom, heard at once, told as one snapshot."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from posture_app.dataclass import dataclass
from posture_app.desktop.clock import Clock
from posture_app.desktop.sensors.base import SensorLine
from posture_app.desktop.sensors.model import (
    SLEEP_OVER_S,
    Readings,
    SensorHealth,
    SensorKind,
    State,
    next_ask_s,
)

_PROBE_AGAIN_S = 300.0
_SELF_TEST_MS = 3000


@dataclass(frozen=True, slots=True)
class _Need:
    idle_after_s: float = 60.0
    keen: bool = False


class Sensors(QObject):
    """Picks the sensors, asks those that must be asked, and tells what is known.

    `changed` carries a `Readings`; `noticed` a `Message` for the person, once for each sensor that
    lies or dies; `tested` the healths after a `self_test`. Nothing here waits for an answer.
    """

    changed = Signal(object)
    noticed = Signal(object)
    tested = Signal(object)

    def __init__(
        self, lines: Sequence[SensorLine], clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = list(lines)
        self._clock = clock
        self._need = _Need()
        self._running = False
        self._probed_at_s = 0.0
        self._due_s = 0.0
        self._was_asleep = False
        self._told: Readings | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self._tick)
        for line in self._lines:
            line.setParent(self)
            line.changed.connect(self._line_changed)
            line.noticed.connect(self.noticed)

    def start(self) -> None:
        """Probes every line; `changed` follows as they answer."""
        self._running = True
        self._probed_at_s = self._clock.read().monotonic_s
        for line in self._lines:
            line.probe()
        self._plan()

    def stop(self) -> None:
        """Stops asking and listening."""
        self._running = False
        self._timer.stop()
        for line in self._lines:
            line.stop()

    def need(self, *, idle_after_s: float, keen: bool) -> None:
        """What the sensors are used for now, which decides how often they are asked.

        Args:
            idle_after_s: from how long without input on a person counts as idle.
            keen: a break is near or running, so that seconds matter.
        """
        need = _Need(idle_after_s, keen)
        if need == self._need:
            return
        keener = need.keen and not self._need.keen
        self._need = need
        if keener:
            self._ask()
        self._timer.stop()
        self._plan()

    def readings(self) -> Readings:
        """What is known now, without asking."""
        idle = self._idle_line()
        believed = idle is not None and idle.state is State.WORKING and idle.value is not None
        return Readings(
            at=self._clock.read(),
            idle_s=float(idle.value) if believed and idle and idle.value is not None else None,
            idle_at=idle.told_at if believed and idle else None,
            locked=self._any(SensorKind.LOCK),
            asleep=self._asleep(),
            fullscreen=self._any(SensorKind.FULLSCREEN),
            dnd=self._any(SensorKind.DND),
            call=self._any(SensorKind.CALL),
            healths=self.healths(),
        )

    def healths(self) -> tuple[SensorHealth, ...]:
        """The rows of the sensors' page."""
        return tuple(line.health() for line in self._lines)

    def self_test(self) -> None:
        """Asks everything now; `tested` follows within three seconds or so."""
        for line in self._lines:
            line.probe()
            line.ask()
        QTimer.singleShot(_SELF_TEST_MS, self, self._report)

    @Slot()
    def _report(self) -> None:
        self.tested.emit(self.healths())

    @Slot()
    def _line_changed(self) -> None:
        was_asleep, self._was_asleep = self._was_asleep, bool(self._any(SensorKind.SLEEP))
        if was_asleep and not self._was_asleep:
            self._ask()
        if self._running:
            self._tell()
            self._plan()

    @Slot()
    def _tick(self) -> None:
        now_s = self._clock.read().monotonic_s
        again = now_s - self._probed_at_s >= _PROBE_AGAIN_S
        if again:
            self._probed_at_s = now_s
        for line in self._lines:
            line.check()
            if again:
                line.probe()
        self._ask()
        self._plan()

    def _tell(self) -> None:
        readings = self.readings()
        # A new answer about idle time is always news, by its `idle_at`.
        if self._told is None or replace(readings, at=self._told.at) != self._told:
            self._told = readings
            self.changed.emit(readings)

    def _ask(self) -> None:
        for line in self._lines:
            sensor = line.sensor
            if sensor is not None and sensor.must_be_asked:
                line.ask()

    def _plan(self) -> None:
        """Sets the one timer for the earliest moment at which asking may tell something new."""
        if not self._running:
            return
        for line in self._lines:
            if line.sensor is not None:
                line.sensor.set_keen(self._need.keen)
        idle = self._idle_line()
        idle_s = float(idle.value) if idle is not None and idle.value is not None else None
        away = idle_s is not None and idle_s >= self._need.idle_after_s
        watched = (
            away and idle is not None and idle.sensor is not None and idle.sensor.watch_return()
        )
        wait_s = next_ask_s(
            idle_s,
            idle_after_s=self._need.idle_after_s,
            keen=self._need.keen,
            return_is_watched=watched,
            locked=bool(self._any(SensorKind.LOCK)),
        )
        # What tells by itself must not put off what has to be asked.
        due_s = self._clock.read().monotonic_s + wait_s
        if not self._timer.isActive() or due_s < self._due_s:
            self._due_s = due_s
            self._timer.start(round(wait_s * 1000))

    def _idle_line(self) -> SensorLine | None:
        return next((line for line in self._lines if line.kind is SensorKind.IDLE), None)

    def _any(self, kind: SensorKind) -> bool | None:
        values = [
            line.value for line in self._lines if line.kind is kind and line.value is not None
        ]
        return any(values) if values else None

    def _asleep(self) -> bool | None:
        line = next((line for line in self._lines if line.kind is SensorKind.SLEEP), None)
        if line is None or line.value is None or line.told_at is None:
            return None
        awake_s = self._clock.read().monotonic_s - line.told_at.monotonic_s
        return bool(line.value) and awake_s < SLEEP_OVER_S
