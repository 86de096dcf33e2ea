"""The plans that a person received, in the log."""

from datetime import timedelta

import pytest

from posture_app.journal.programme import FollowedPhase
from posture_app.journal.received import LONGEST_PLAN, PlanStep
from posture_app.store import plans as store_plans
from posture_app.store.backups import newest_backup
from posture_app.store.database import open_database
from posture_app.store.opening import go_back, open_log
from posture_app.store.plans import ReceivedPlans
from posture_app.store.programmes import FollowedProgrammes
from tests.store.records import MORNING, log_session
from tests.there import there

LATER = MORNING + timedelta(days=7)


@pytest.fixture
def plans(path):
    opened = open_database(path)
    yield ReceivedPlans(opened)
    opened.close()


def test_there_is_none_at_first(plans):
    assert plans.current() is None
    assert plans.history() == []


def test_a_later_revision_counts_and_the_one_before_is_kept(plans):
    plans.keep("neck", 1, "one", MORNING)
    second = plans.keep("neck", 2, "two", LATER)
    assert plans.current() == second
    kept = [(one.revision, one.content, one.is_current) for one in plans.history("neck")]
    assert kept == [(1, "one", False), (2, "two", True)]


def test_another_plan_takes_the_place_of_the_one_that_counted(plans):
    plans.keep("neck", 3, "neck", MORNING)
    back = plans.keep("back", 1, "back", LATER)
    assert plans.current() == back
    assert [one.plan_id for one in plans.history()] == ["neck", "back"]
    assert [one.plan_id for one in plans.history("neck")] == ["neck"]


def test_the_same_revision_is_kept_once(plans):
    plans.keep("neck", 1, "one", MORNING)
    again = plans.keep("neck", 1, "one", LATER)
    assert plans.history() == [again]


def test_what_is_opened_again_counts_since_it_was_received_first(plans):
    plans.keep("neck", 1, "one", MORNING)
    again = plans.keep("neck", 1, "one, mended", LATER)
    assert (again.received_at, again.content) == (MORNING, "one, mended")
    plans.keep("back", 1, "back", LATER)
    assert plans.keep("neck", 1, "one", LATER).received_at == MORNING


def test_an_older_revision_that_is_gone_back_to_counts_from_then_on(plans):
    plans.keep("neck", 1, "one", MORNING)
    plans.keep("neck", 2, "two", LATER)
    back = plans.keep("neck", 1, "one", LATER + timedelta(days=1))
    assert back.received_at == LATER + timedelta(days=1)
    assert plans.current() == back


def test_a_plan_is_kept_and_followed_both_or_neither(path, plans, monkeypatch):
    programmes = FollowedProgrammes(plans._database)
    stay = FollowedPhase(
        id="f",
        programme_id="plan.neck",
        programme_name="Neck",
        phase_id="one",
        began_on=MORNING.date(),
    )

    def killed(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(store_plans, "change_phase", killed)
        with pytest.raises(KeyboardInterrupt):
            plans.keep("neck", 1, "one", MORNING, stay)
    assert (plans.history(), programmes.current()) == ([], None)
    plans.keep("neck", 1, "one", MORNING, stay)
    assert programmes.current() == stay
    plans.keep("neck", 2, "two", LATER)
    assert programmes.current() == stay


def a_step(**fields):
    return PlanStep(
        **{
            "id": "s",
            "plan_id": "neck",
            "revision": 1,
            "phase_id": "load",
            "exercise": "bridge",
            "instead": "bridge-march",
            "accepted": True,
            "decided_at": MORNING,
            "time_zone": "Europe/Berlin",
            **fields,
        }
    )


def test_what_was_decided_is_kept_in_its_order_and_taken_back(plans):
    later, first = a_step(id="b", decided_at=LATER, accepted=False), a_step()
    plans.decide(later)
    plans.decide(first)
    plans.decide(a_step(id="c", plan_id="back"))
    assert plans.steps("neck") == [first, later]
    assert len(plans.steps()) == 3
    plans.take_back(later)
    assert plans.steps("neck") == [first]


def test_a_decision_is_taken_over_once(plans):
    plans.restore_step(a_step())
    plans.restore_step(a_step(accepted=False))
    assert plans.steps() == [a_step()]


def test_none_counts_after_it_was_stopped(plans):
    plans.keep("neck", 1, "one", MORNING)
    plans.stop()
    assert plans.current() is None
    assert len(plans.history()) == 1


def test_a_plan_that_is_too_long_is_refused(plans):
    with pytest.raises(ValueError, match="too long"):
        plans.keep("neck", 1, "x" * (LONGEST_PLAN + 1), MORNING)
    assert plans.history() == []


def test_what_was_received_goes_along_into_the_copy_that_is_gone_back_to(path):
    log = open_log(path, MORNING)
    log.plans.keep("neck", 1, "one", MORNING)
    log_session(log.journal)
    log.journal.backup(MORNING)
    second = log.plans.keep("neck", 2, "two", LATER)
    log.journal.close()
    log = go_back(path, there(newest_backup(path)).path, MORNING)
    try:
        assert log.plans.current() == second
        assert [one.is_current for one in log.plans.history()] == [False, True]
    finally:
        log.journal.close()
