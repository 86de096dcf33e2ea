"""What goes before pain and spasms, on people who are made up, with scipy as the judge.

The limits: with no effect at most one person in twenty is told anything; an effect of one point is
found in 60 days in at least four of five. 400 people tell a share of 5 in 100 to within 2 (two
standard errors), and 100 one of 90 to within 6. The days are shuffled 999 times, not 4,999: the
smallest p of 1 in 1,000 is well below what a dozen comparisons ask for. `benchmarks/insight.py`
does the same with more people, and docs/insight.md has its figures.
"""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from posture_app.journal import associations
from posture_app.journal.associations import adjusted_p, findings
from posture_app.journal.day_table import DayTable
from posture_app.journal.insight import InsightOutcome
from tests.journal.made_up_days import Life, diaries

ROUNDS = 999
NOTHING = (
    Life(),
    Life(days=120, follows_pain=0.7),
    Life(goes_on=0.8, factor_goes_on=0.7, levels=True),
    Life(days=60, factors=3, missing=0.0, goes_on=0.6),
)
ONE_POINT = Life(effect=1.0, factors=4, missing=0.0, spread=1.0, week=0.3)


def table(pain, spasm=None, **factors):
    return DayTable(
        first_day=date(2026, 1, 5),
        pain=tuple(pain),
        spasm=tuple(spasm or [None] * len(pain)),
        factors=tuple((name, tuple(column)) for name, column in factors.items()),
    )


def first(found):
    assert found is not None
    return found[0]


def test_with_no_effect_at_most_one_person_in_twenty_is_told_anything():
    told = 0
    for number, life in enumerate(NOTHING):
        for made_up in diaries(life, 100, seed=number):
            found = findings(made_up, rounds=ROUNDS)
            assert found
            told += any(one.said for one in found)
    assert told <= 0.05 * 100 * len(NOTHING)


@pytest.mark.parametrize("life", [ONE_POINT, replace(ONE_POINT, factor_goes_on=0.0)])
def test_one_point_in_sixty_days_is_found_in_four_of_five(life):
    found = [first(findings(one, rounds=ROUNDS)) for one in diaries(life, 100, seed=7)]
    assert np.mean([one.said for one in found]) >= 0.8
    assert np.mean([one.effect for one in found]) == pytest.approx(1, abs=0.1)
    inside = [one.low <= 1 <= one.high for one in found]
    assert np.mean(inside) >= 0.88


def test_more_spasms_after_a_factor_are_found_and_counted():
    life = Life(days=240, factors=2, spasm_effect=0.12)
    found = [findings(one, rounds=ROUNDS) for one in diaries(life, 40, seed=8)]
    spasms = [one[1] for one in found if one]
    assert spasms[0].outcome is InsightOutcome.SPASM_WITHIN_THREE_DAYS
    assert np.mean([one.said for one in spasms]) >= 0.8
    # A chance that is higher by 0.12 on each of three days.
    assert np.mean([one.effect for one in spasms]) == pytest.approx(0.36, abs=0.05)


def test_what_is_unlike_by_the_weekday_alone_is_not_told():
    """Ten years of long sitting on workdays, and of more pain on the day after those."""
    chance = np.random.default_rng(1)
    days = 3650
    workday = np.arange(days) % 7 < 5
    sat = (chance.random(days) < np.where(workday, 0.9, 0.2)) * 1.0
    pain = np.round(4 + chance.standard_normal(days) + np.where(np.roll(workday, 1), 1, 0))
    found = first(findings(table(pain.tolist(), long_sitting=sat.tolist()), rounds=ROUNDS))
    plain = stats.mannwhitneyu(pain[1:][sat[:-1] == 1], pain[1:][sat[:-1] == 0])
    assert plain.pvalue < 1e-6
    assert not found.said


def test_where_days_stand_apart_the_plain_test_says_the_same():
    """Without any order in time, shuffling days in blocks is the test of ranks."""
    chance = np.random.default_rng(2)
    ours, judged = [], []
    for _ in range(40):
        factor = (chance.random(150) < 0.5) * 1.0
        pain = np.clip(chance.standard_normal(150) + 5, 0, 10)
        pain[1:] += 0.3 * factor[:-1]
        ours.append(first(findings(table(pain.tolist(), factor=factor.tolist()))).p)
        spearman = stats.spearmanr(factor[:-1], pain[1:])
        judged.append(spearman.pvalue)
    assert stats.spearmanr(ours, judged).statistic > 0.9
    assert np.median(np.abs(np.array(ours) - judged)) < 0.03


def test_ranks_are_those_of_scipy():
    values = np.random.default_rng(3).integers(0, 9, 200).astype(float)
    assert associations._ranks(values) == pytest.approx(stats.rankdata(values))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_is_that_of_scipy(values):
    assert adjusted_p(values) == pytest.approx(stats.false_discovery_control(values))


def test_q_is_of_all_that_was_looked_at():
    [made_up] = diaries(Life(days=150, spasm_effect=0.1), 1, seed=5)
    found = [one for one in findings(made_up, rounds=ROUNDS) or () if one.p is not None]
    assert {one.outcome for one in found} == set(InsightOutcome)
    qs = stats.false_discovery_control([one.p for one in found])
    assert [one.q for one in found] == pytest.approx(list(qs))


@pytest.mark.parametrize(("days_with", "spoken_of"), [(9, False), (10, True)])
def test_nothing_is_said_with_less_than_ten_days_on_a_side(days_with, spoken_of):
    present = [1.0] * days_with + [0.0] * 40
    order = np.random.default_rng(4).permutation(len(present))
    factor = [present[place] for place in order]
    # The last day's pain is followed by nothing known: it is no day with or without.
    pain = [3.0, *(3 + 4 * value for value in factor)]
    found = first(findings(table(pain, factor=[*factor, None])))
    assert (found.days_with, found.days_without) == (days_with, 40)
    assert found.more_days_with == 10 - days_with
    assert (found.p is not None) is spoken_of
    assert found.said is spoken_of


def test_without_ten_days_with_a_spasm_nothing_is_said_of_spasms():
    factor = [float(number % 2) for number in range(100)]
    spasm = [float(number % 12 == 1) for number in range(100)]
    found = findings(table([3.0] * 100, spasm, factor=factor))
    assert found is not None
    assert found[1].spasm_days == 9
    assert found[1].more_spasm_days == 1
    assert found[1].p is None


def test_a_day_that_is_missing_keeps_its_place():
    chance = np.random.default_rng(6)
    factor = (chance.random(120) < 0.5) * 1.0
    pain = np.concatenate(([4.0], 4 + 2 * factor[:-1])) + 0.3 * chance.standard_normal(120)
    holes = [None if number % 5 == 0 else value for number, value in enumerate(pain.tolist())]
    found = first(findings(table(holes, factor=factor.tolist())))
    assert found.said
    assert found.effect == pytest.approx(2, abs=0.2)
    # Left out and moved together, every fifth day would be followed by another one's pain.
    known = [number for number, value in enumerate(holes) if value is not None]
    moved = first(findings(table(pain[known].tolist(), factor=factor[known].tolist())))
    assert moved.effect != pytest.approx(2, abs=0.2)


@pytest.mark.parametrize(
    ("levels", "at_least", "days"),
    [([0.0, 1.0], 1.0, 60), ([0, 1, 2, 3], 2.0, 60), ([0, 0, 0, 1, 2], 1.0, 60), ([2.0], None, 0)],
)
def test_days_are_parted_as_evenly_as_can_be(levels, at_least, days):
    column = [float(level) for level in levels] * (120 // len(levels))
    found = first(findings(table([3.0] * len(column), factor=column), rounds=9))
    assert found.at_least == at_least
    assert found.days_with <= days


def test_what_never_changes_is_looked_at_without_an_error():
    found = findings(table([3.0] * 90, [0.0] * 90, same=[1.0] * 90, none=[None] * 90))
    assert found is not None
    assert not any(one.said for one in found)
    assert findings(table([])) == ()


def test_it_is_the_same_each_time_and_looks_at_no_global_chance():
    [made_up] = diaries(Life(effect=1.0), 1, seed=9)
    np.random.seed(1)
    once = findings(made_up, rounds=ROUNDS)
    np.random.seed(2)
    assert findings(made_up, rounds=ROUNDS) == once


def test_it_tells_how_far_it_is_and_stops_when_told():
    [made_up] = diaries(Life(), 1, seed=10)
    shares = []

    def go_on(share):
        shares.append(share)
        return True

    assert findings(made_up, rounds=9, go_on=go_on)
    assert (shares[0], shares[-1]) == (0, 1)
    assert all(one < other for one, other in pairwise(shares))
    assert findings(made_up, rounds=9, go_on=lambda share: share < 0.5) is None


_VALUE = st.none() | st.floats(0, 10)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_VALUE, st.sampled_from((None, 0.0, 1.0)), _VALUE, _VALUE), max_size=60))
def test_whatever_the_days_are_there_is_a_finding_for_each(days):
    pain, spasm, *factors = zip(*days, strict=True) if days else ((), (), (), ())
    made = table(pain, spasm, one=factors[0], other=factors[1])
    found = findings(made, rounds=49)
    assert found is not None
    assert len(found) == 4
    for one in found:
        reckoned = [one.effect, one.low, one.high, one.p, one.q]
        known = [value for value in reckoned if value is not None]
        assert len(known) in {0, 5}
        assert np.isfinite(known).all()
        assert known == [] or known[1] <= known[2]
