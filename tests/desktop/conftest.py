"""What the tests of the operating system's side share."""

from datetime import UTC, datetime, timedelta

import pytest

from posture_app.desktop.clock import Moment


class SetClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.s = 1000.0

    def read(self) -> Moment:
        wall = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(seconds=self.s)
        return Moment(wall, self.s, self.s)


@pytest.fixture
def set_clock() -> SetClock:
    return SetClock()
