"""What the tests of the operating system's side share."""

from datetime import UTC, datetime, timedelta

import pytest

from posture_app.desktop.clock import ClockReading

# The X server and the message bus of the sensors' tests serve here as well.
from .sensors.conftest import display, mock_bus

__all__ = ["display", "mock_bus", "set_clock"]


class SetClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.s = 1000.0

    def read(self) -> ClockReading:
        wall = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(seconds=self.s)
        return ClockReading(wall, self.s, self.s)


@pytest.fixture
def set_clock() -> SetClock:
    return SetClock()
