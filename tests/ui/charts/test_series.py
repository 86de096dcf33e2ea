"""What is handed to the curves: a day that is missing is a gap, never zero and never bridged."""

from datetime import timedelta

import numpy as np
import pytest

from posture_app.gallery.progress_samples import TODAY, course
from posture_app.journal.course import LONGEST_BY_DAY, AdherenceWeek, Course, CourseDay
from posture_app.ui.charts import inks
from posture_app.ui.charts.content import adherence_content, course_content, curve
from posture_app.ui.charts.series import day_number, pain_series, share_series, with_gaps
from posture_app.ui.theme import tokens
from posture_app.words.course import day_line


def day(number, **what):
    return CourseDay(day=TODAY + timedelta(days=number), **what)


def of_days(length, *days):
    return Course(TODAY, TODAY + timedelta(days=length - 1), days)


def test_a_missing_day_is_a_gap_and_not_a_zero():
    values = with_gaps([4, None, 0])
    assert np.array_equal(values, [4.0, np.nan, 0.0], equal_nan=True)


def test_every_day_of_the_course_has_its_place():
    shown = of_days(5, day(0, pain=4), day(1, pain=0), day(4, pain=2, places={"neck": 2}))
    overall, neck = pain_series(shown)
    assert np.array_equal(overall.y, [4, 0, np.nan, np.nan, 2], equal_nan=True)
    assert np.array_equal(neck.y, [np.nan] * 4 + [2], equal_nan=True)
    assert overall.x.tolist() == [day_number(TODAY) + number for number in range(5)]


def test_a_week_without_a_day_is_a_gap_of_a_long_course():
    shown = of_days(LONGEST_BY_DAY + 1, day(0, pain=4), day(21, pain=8))
    [overall] = pain_series(shown)
    assert np.array_equal(overall.y[:5], [4, np.nan, np.nan, 8, np.nan], equal_nan=True)


def test_the_curve_ends_at_each_gap(theme):
    [overall] = pain_series(of_days(4, day(0, pain=4), day(1, pain=5), day(3, pain=2)))
    item = curve(theme, overall)
    x, y = item.getOriginalDataset()
    assert item.opts["connect"] == "finite"
    assert np.array_equal(y, [4, 5, np.nan, 2], equal_nan=True)
    assert len(x) == 4


def test_what_was_never_told_has_no_curve():
    assert pain_series(of_days(3, day(0, sessions=1))) == []


def test_weeks_without_a_break_are_gaps():
    weeks = [AdherenceWeek(TODAY, 2, 0.5), AdherenceWeek(TODAY + timedelta(7), 1, None)]
    assert np.array_equal(share_series(weeks).y, [50, np.nan], equal_nan=True)


def test_the_table_holds_what_the_chart_shows_and_leaves_empty_what_is_not_known(theme):
    shown = of_days(3, day(0, pain=4, places={"neck": 4}), day(2, spasms=1, strength=7))
    content = course_content(theme, shown)
    assert content.columns[:4] == ("Day", "Pain", "Worst", "Neck")
    assert [cells[:4] for cells in content.cells] == [
        ("14 Mar 2026", "", "", ""),
        ("12 Mar 2026", "4", "", "4"),
    ]
    assert content.cells[0][5] == "1 spasm of strength 7"
    assert content.say(TODAY + timedelta(days=1)) == "Friday, 13 March 2026: nothing entered"


def test_a_day_is_said_with_all_that_is_known_of_it():
    known = day(0, pain=4, worst=6, places={"neck": 4}, spasms=2, sessions=1, seconds=540.0)
    assert day_line(TODAY, known) == (
        "Thursday, 12 March 2026: pain 4 of 10, 6 at worst, Neck 4, 2 spasms, 1 session, 9 min"
    )


def test_a_plot_without_anything_is_left_out(theme):
    assert len(course_content(theme, of_days(14, day(0, pain=4))).rows) == 1
    assert len(course_content(theme, of_days(14)).rows) == 1
    assert len(course_content(theme, course(TODAY - timedelta(days=90))).rows) == 5


def test_weeks_are_said_on_each_of_their_days(theme):
    content = adherence_content(theme, course(TODAY - timedelta(days=90)))
    assert content.say(content.first) == content.say(content.first + timedelta(days=6))
    assert content.say(content.last).startswith("Week from 9 Mar 2026: 3 days with a session")


@pytest.mark.parametrize("ink", inks.ALL)
def test_every_line_stands_out_from_its_ground(ink):
    assert tokens.contrast(ink.light, tokens.LIGHT.surface) >= 3
    assert tokens.contrast(ink.dark, tokens.DARK.surface) >= 3


def test_no_two_places_need_their_colour_to_be_told_apart():
    looks = [(ink.symbol, ink.dashes, ink.width) for ink in (inks.OVERALL, *inks.PLACES)]
    assert len(set(looks)) == len(looks)
    assert len({ink.symbol for ink in (inks.OVERALL, *inks.PLACES, inks.SORENESS)}) == 5
