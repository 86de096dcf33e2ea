"""What is kept of the breaks from one run to the next, and where that cannot be written."""

import pytest

from posture_app.reminders.engine import state_path

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


def test_a_program_that_starts_over_tells_nothing_of_it(run):
    one = run()
    one.go(600)
    one.reminders.stop()
    one.clock.go(1)
    again = run(one.clock)
    assert again.reminders.decisions == one.reminders.decisions
    again.reminders.stop()
    again.clock.go(60)
    assert "down" in {getattr(told, "reason", "") for told in run(one.clock).reminders.decisions}


@pytest.mark.warns_in_diagnostics
def test_a_state_that_cannot_be_written_stops_nothing(run, tmp_path, caplog):
    one = run()
    path = state_path(tmp_path)
    path.unlink()
    path.mkdir()
    one.go(1810)
    assert one.presenter.is_open
    assert "could not be written" in caplog.text
    path.rmdir()
