"""Damped least squares: the least change that goes the way."""

import pytest

from posture_app.body.least_squares import least_changes, solution


def test_a_system_is_solved():
    assert solution([[4.0, 1.0], [1.0, 3.0]], [1.0, 2.0]) == pytest.approx([1 / 11, 7 / 11])


def test_the_way_is_gone_and_shared_evenly():
    moved = {"a": [1.0, 0.0], "b": [1.0, 0.0], "c": [0.0, 2.0]}
    found = least_changes([1.0, 1.0], moved, dict.fromkeys(moved, 1.0), 1e-12)
    assert found == pytest.approx({"a": 0.5, "b": 0.5, "c": 0.5})


def test_what_weighs_more_does_more_and_what_is_left_out_nothing():
    moved = {"a": [1.0], "b": [1.0], "c": [1.0]}
    found = least_changes([1.0], moved, {"a": 2.0, "b": 1.0}, 1e-12)
    assert found == pytest.approx({"a": 0.8, "b": 0.2})


def test_no_change_is_large_for_a_small_gain():
    found = least_changes([1.0], {"a": [1e-6]}, {"a": 1.0}, 0.01)
    assert abs(found["a"]) < 0.01
