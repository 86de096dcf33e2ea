"""The chart of a patient's progress: what was not answered is a gap, and no zero."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from pyqtgraph import PlotDataItem

from posture_app.plans.model import ItemDone, Plan, PlanItem, PlanPhase, SessionDone
from posture_app.plans.patient import KeptPlan
from posture_app.plans.patient_course import patient_course
from posture_app.ui.charts.patient import patient_content
from tests.there import there

TODAY = date(2026, 3, 7)
PHASE = PlanPhase(id="one", name="One", items=(PlanItem(exercise="bridge"),))
PLAN = Plan(id="p", name="Plan", phases=(PHASE,))
KEPT = KeptPlan(patient_id="a", plan=PLAN, handed_over_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
DONE = ItemDone(exercise="bridge", asked_sets=2, done_sets=2)


def session(day, **values):
    return SessionDone(
        id=f"{day}{values}",
        day=f"2026-03-{day:02}",
        phase="one",
        revision=1,
        items=(DONE,),
        **values,
    )


@pytest.fixture
def content(theme):
    def of(*sessions):
        return patient_content(theme, there(patient_course([KEPT], sessions, TODAY)))

    return of


def curves(row):
    found = [one for one in row.items if isinstance(one, PlotDataItem)]
    return [list(np.nan_to_num(one.getOriginalDataset()[1], nan=-1)) for one in found]


def test_a_session_without_an_answer_is_a_gap(content):
    chart = content(
        session(1, pain_after=4), session(3), session(5, pain_after=0), session(6, effort=3)
    )
    assert curves(chart.rows[0]) == [[4, -1, 0, -1]]
    assert curves(chart.rows[1]) == [[-1, -1, -1, 3]]
    assert [one.words for one in chart.legend] == ["After"]


def test_of_two_sessions_of_a_day_the_worst_counts_and_both_are_told(content):
    chart = content(session(2, pain_before=2), session(2, pain_before=5, at="18:00"))
    assert curves(chart.rows[0]) == [[5]]
    assert chart.say(date(2026, 3, 2)) == (
        "Monday, 2 March 2026: practised 2 of 1, pain before 2, pain before 5"
    )


def test_a_day_without_an_answer_says_so(content):
    chart = content(session(2), replace(session(3), items=(), stopped="tired"))
    assert "pain and effort not answered" in chart.say(date(2026, 3, 2))
    assert "stopped because of tiredness" in chart.say(date(2026, 3, 3))
    assert "practised 0 of 1" in chart.say(date(2026, 3, 4))
    row = next(one for one in chart.cells if one[0] == "2 Mar 2026")
    assert row[1:] == ("1 of 1", *["not answered"] * 4)
    nothing = next(one for one in chart.cells if one[0] == "4 Mar 2026")
    assert nothing[2:] == ("", "", "", "")
