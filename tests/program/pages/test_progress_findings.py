"""What goes before pain, reckoned beside the window."""

from datetime import date

import pytest

from posture_app.journal.day_table import DayTable
from posture_app.program.pages.progress_findings import Findings


@pytest.fixture
def findings(qapp):
    findings = Findings()
    yield findings
    findings.stop()


def table(days=60):
    stress = tuple(float(day % 2) for day in range(days))
    pain = tuple(float(3 + (day % 5)) for day in range(days))
    return DayTable(
        first_day=date(2026, 1, 1), pain=pain, spasm=(0.0,) * days, factors=(("stress", stress),)
    )


def test_it_tells_its_progress_and_what_was_found(findings, qtbot):
    shares: list[float] = []
    findings.progressed.connect(shares.append)
    with qtbot.waitSignal(findings.found) as told:
        findings.reckon("a", table())
    assert [one.factor for one in told.args[0]] == ["stress", "stress"]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert findings.is_of("a")
    assert not findings.is_of("b")


def test_without_days_there_is_nothing_to_find(findings, qtbot):
    with qtbot.waitSignal(findings.found) as told:
        findings.reckon("a", None)
    assert told.args == [()]


def test_what_nobody_waits_for_any_more_is_stopped(findings, qtbot):
    with qtbot.waitSignal(findings.found) as told:
        findings.reckon("a", table(3000))
        findings.reckon("b", table())
    assert findings.is_of("b")
    assert told.args[0][0].days_with + told.args[0][0].days_without <= 60
    findings.reckon("c", table(3000))
    with qtbot.assertNotEmitted(findings.found):
        findings.stop()
    assert not findings.is_of("c")
