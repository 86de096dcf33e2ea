"""A sensor, and a line of sensors of which the first that answers is used."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.dataclass import dataclass
from posture_app.desktop.clock import Clock, ClockReading
from posture_app.desktop.sensors.model import SensorHealth, SensorKind, State, StuckIdleDetector
from posture_app.errors import Message, sentence

log = logging.getLogger(__name__)

_FAILURES = 3
"""One lost answer is no death; this many running are."""
_PATIENCE_S = 10.0
"""A sensor that has said nothing by then is passed over."""


class Sensor(QObject):
    """One way of knowing one thing. Nothing here waits: answers come as signals.

    Each signal carries the sensor first. `told` has the value (seconds for idle time, else a bool;
    None is "answers, but nothing is known yet"), `failed` says why one question had no answer,
    `lost` that the source has left and `appeared` that it is there (again).
    """

    told = Signal(object, object)
    failed = Signal(object, str)
    lost = Signal(object)
    appeared = Signal(object)

    name: Message | str = ""
    """What it is called for people."""
    must_be_asked = False
    """Whether its value changes without a word."""

    def start(self) -> None:
        """Probes: `told` or `failed` will follow. Called again after a stop or a failure."""
        self.ask()

    def ask(self) -> None:
        """Asks for the value now."""
        raise NotImplementedError

    def watch_return(self) -> bool:
        """Whether the person's return will be told without being asked for (idle time only)."""
        return False

    def set_keen(self, keen: bool) -> None:
        """Whether seconds matter now, because a break is near or running."""

    def stop(self) -> None:
        """Lets go of what it holds; `start` may be called again."""


class Polled(Sensor):
    """A sensor whose value is a quick look: a small file, a call into the system's library."""

    must_be_asked = True

    def __init__(self, name: Message | str, look: Callable[[], float | bool]) -> None:
        """`look` returns at once; it raises OSError, ValueError or AttributeError if it can't."""
        super().__init__()
        self.name = name
        self._look = look

    def ask(self) -> None:
        """Looks."""
        try:
            value = self._look()
        except (OSError, ValueError, AttributeError) as fault:
            self.failed.emit(self, str(fault))
        else:
            self.told.emit(self, value)


_NEVER = sentence("Nothing on this computer tells it.")
_NO_LONGER = sentence("{sensor} no longer answers.")


@dataclass(frozen=True, slots=True)
class LineWords:
    """What is said where nothing ever answered, and where `{sensor}` has ceased to."""

    never: Message = _NEVER
    no_longer: Message = _NO_LONGER


_WORDS = LineWords()


class SensorLine(QObject):
    """One question and the sensors that may answer it, the best first.

    The first that answers is used. When it dies the others are tried; when a better one appears
    it takes over.

    Signals:
        changed: The answer, or how far it can be relied on.
        noticed: Something that the person should know, a `Message`.
    """

    changed = Signal()
    noticed = Signal(object)

    def __init__(
        self,
        kind: SensorKind,
        label: Message | str,
        sensors: Sequence[Sensor],
        clock: Clock,
        words: LineWords = _WORDS,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.label = label
        self.value: float | bool | None = None
        self.told_at: ClockReading | None = None
        self.state = State.UNAVAILABLE
        self.sentence = words.never
        self._words = words
        self._sensors = list(sensors)
        self._clock = clock
        self._used: Sensor | None = None
        self._last_used: Sensor | None = None
        self._trying: Sensor | None = None
        self._tried_at_s = 0.0
        self._failures = 0
        self._doubt = StuckIdleDetector()
        self._said: set[State] = set()
        for sensor in self._sensors:
            sensor.setParent(self)
            sensor.told.connect(self._heard)
            sensor.failed.connect(self._unanswered)
            sensor.lost.connect(self._has_left)
            sensor.appeared.connect(self._has_appeared)

    @property
    def sensor(self) -> Sensor | None:
        """The one in use."""
        return self._used

    @property
    def settled(self) -> bool:
        """Whether probing is over, with or without success."""
        return self._trying is None

    def health(self) -> SensorHealth:
        """The row for the page."""
        named = self._used or self._last_used
        name = named.name if named else ""
        return SensorHealth(self.kind, self.label, name, self.state, self.value, self.sentence)

    def probe(self) -> None:
        """Tries the sensors from the first; nothing to do while one is in use."""
        if self._used is None and self._trying is None and self._sensors:
            self._try(self._sensors[0])

    def ask(self) -> None:
        """Asks the sensor in use, if any."""
        if self._used is not None:
            self._used.ask()

    def check(self) -> None:
        """Passes over a sensor that says nothing at all."""
        if self._trying is not None:
            waited_s = self._clock.read().monotonic_s - self._tried_at_s
            if waited_s > _PATIENCE_S:
                self._pass_over(self._trying)

    def stop(self) -> None:
        """Stops what runs."""
        self._trying = None
        for sensor in self._sensors:
            sensor.stop()
        self._used = None

    def _try(self, sensor: Sensor) -> None:
        self._trying = sensor
        self._tried_at_s = self._clock.read().monotonic_s
        sensor.start()

    def _pass_over(self, sensor: Sensor) -> None:
        sensor.stop()
        self._trying = None
        # A better one than the one in use was tried in vain: all stays as it is.
        if self._used is not None:
            return
        after = self._sensors.index(sensor) + 1
        if after < len(self._sensors):
            self._try(self._sensors[after])
            return
        if self.kind is SensorKind.IDLE and self.state not in self._said:
            self._said.add(self.state)
            told = sentence("{question}: {answer}", question=self.label, answer=self.sentence)
            self.noticed.emit(told)
        self.changed.emit()

    @Slot(object, object)
    def _heard(self, sensor: Sensor, value: float | bool | None) -> None:
        if sensor is self._trying:
            self._take(sensor)
        if sensor is not self._used:
            return
        self._failures = 0
        moment = self._clock.read()
        news = (
            value != self.value or self.kind is SensorKind.IDLE or self.state is not State.WORKING
        )
        self.value, self.told_at = value, moment
        if self._is_doubtful(value, moment):
            self._set(
                State.SUSPECT,
                sentence(
                    "{sensor} has told no idle time above 2 s for 30 minutes, so breaks go by the "
                    "clock until it does.",
                    sensor=sensor.name,
                ),
            )
        else:
            told = sentence("{question}: {answer}", question=self.label, answer=sensor.name)
            self._set(State.WORKING, told)
        if news:
            self.changed.emit()

    def _is_doubtful(self, value: float | bool | None, moment: ClockReading) -> bool:
        if self.kind is not SensorKind.IDLE or value is None:
            return False
        return self._doubt.hear(float(value), moment.monotonic_s)

    def _take(self, sensor: Sensor) -> None:
        if self._used is not None:
            self._used.stop()
        self._used = self._last_used = sensor
        self._trying = None
        self._doubt = StuckIdleDetector()
        log.info("%s: %s", self.label, sensor.name)

    @Slot(object, str)
    def _unanswered(self, sensor: Sensor, why: str) -> None:
        if sensor is self._trying:
            log.debug("%s: %s does not answer: %s", self.label, sensor.name, why)
            self._pass_over(sensor)
        elif sensor is self._used:
            self._failures += 1
            if self._failures >= _FAILURES:
                self._give_up(sensor)

    @Slot(object)
    def _has_left(self, sensor: Sensor) -> None:
        if sensor is self._trying:
            self._pass_over(sensor)
        elif sensor is self._used:
            self._give_up(sensor)

    def _give_up(self, sensor: Sensor) -> None:
        sensor.stop()
        self._used = None
        self._failures = 0
        self.value = None
        self._set(State.GONE, replace(self._words.no_longer, values={"sensor": sensor.name}))
        self.changed.emit()
        self.probe()

    @Slot(object)
    def _has_appeared(self, sensor: Sensor) -> None:
        better = self._used is None or (
            self._sensors.index(sensor) < self._sensors.index(self._used)
        )
        if better and self._trying is None:
            self._try(sensor)

    def _set(self, state: State, told: Message) -> None:
        if (state, told) == (self.state, self.sentence):
            return
        before, self.state, self.sentence = self.state, state, told
        if state is before:
            return
        if state is State.WORKING:
            return  # by which sensor was written when it was taken
        log.warning("%s", told)
        if state not in self._said:
            self._said.add(state)
            self.noticed.emit(told)
