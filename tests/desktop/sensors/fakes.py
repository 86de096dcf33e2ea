"""A clock that is set and sensors that are told what to say."""

from datetime import UTC, datetime, timedelta

from posture_app.desktop.clock import ClockReading
from posture_app.desktop.sensors.base import Sensor


class SetClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.s = 1000.0

    def read(self) -> ClockReading:
        return ClockReading(
            datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(seconds=self.s), self.s, self.s
        )


class ToldSensor(Sensor):
    """Answers `answer` when asked; an exception's text for a failure; None for silence."""

    def __init__(
        self, name: str, answer: float | bool | OSError | None, asked: bool = True
    ) -> None:
        super().__init__()
        self.name = name
        self.answer = answer
        self.must_be_asked = asked
        self.asks = 0
        self.keen = False
        self.running = False
        self.watched = False

    def start(self) -> None:
        self.running = True
        self.ask()

    def ask(self) -> None:
        self.asks += 1
        if isinstance(self.answer, OSError):
            self.failed.emit(self, str(self.answer))
        elif self.answer is not None:
            self.told.emit(self, self.answer)

    def set_keen(self, keen: bool) -> None:
        self.keen = keen

    def watch_return(self) -> bool:
        return self.watched

    def stop(self) -> None:
        self.running = False
