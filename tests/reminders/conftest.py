"""A run of the breaks for a test, ended with it."""

import pytest

from tests.reminders.hand import HandClock, Run


@pytest.fixture
def run(qtbot, tmp_path):
    runs = []

    def begin(clock=None, **more):
        runs.append(Run(tmp_path, clock or HandClock(), **more))
        return runs[-1]

    yield begin
    for one in runs:
        one.reminders.stop()
