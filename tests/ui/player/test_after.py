"""The page after a session: pain as a picture, the week, and what comes tomorrow."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton

from posture_app.gallery import drawing
from posture_app.journal.model import WeekSummary
from posture_app.ui.player.after import PainReport
from posture_app.ui.player.pain_path import PainPath
from posture_app.ui.player.week import WeekDays
from posture_app.ui.widgets.hero import Hero
from posture_app.ui.widgets.state_card import StatePicture
from posture_app.words.sessions import pain_since, week_days
from tests.there import there

WEEK = WeekSummary(
    week_start=date(2026, 3, 2),
    seconds=540,
    sessions=2,
    streak_days=2,
    seconds_by_day=(0, 0, 240, 300, 0, 0, 0),
)


def ended(player, pain=None):
    player.view.begin(pain)
    player.to(1000)
    return player.view.after


def answer(player, scale, number):
    scale.findChild(QPushButton, f"answer_{number}").click()


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (None, 3, ""),
        (5, None, "Before, it was 5 of 10."),
        (5, 5, "As before."),
        (5, 4, "1 point less than before."),
        (5, 1, "4 points less than before."),
        (5, 6, "1 point more than before."),
        (0, 10, "10 points more than before."),
    ],
)
def test_pain_is_told_against_what_it_was(before, now, words):
    assert pain_since(before, now) == words


def test_pain_before_and_after_is_a_picture_over_the_scale(player):
    after = ended(player, 5)
    path = there(after.pain.findChild(PainPath))
    assert path.isVisible()
    # Its places are those of the numbers below it.
    for number in (0, 5, 10):
        button = after.pain.findChild(QPushButton, f"answer_{number}")
        middle = button.mapTo(after.pain, button.rect().center()).x()
        assert path.x() + path._at(number) == pytest.approx(middle, abs=2)
    still = path.grab().toImage()
    drawing.settle()
    before = after.pain.mapTo(after, QPoint())
    answer(player, after.pain, 7)
    assert after.warning.isVisible()
    drawing.settle()
    assert after.pain.mapTo(after, QPoint()) == before  # it stays under the pointer
    answer(player, after.pain, 3)
    assert path.grab().toImage() != still
    assert after.change.text() == path.accessibleName() == "2 points less than before."


def test_without_pain_before_there_is_no_picture_of_it(player):
    after = ended(player)
    answer(player, after.pain, 3)
    assert not there(after.pain.findChild(PainPath)).isVisible()
    assert not after.change.isVisible()


def test_the_week_and_tomorrow_s_step_are_shown(player):
    after = ended(player)
    assert not there(after.findChild(WeekDays)).isVisible()
    after.show_day(WEEK, 3, "Neck relief, 5 min")
    week = there(after.findChild(WeekDays))
    assert week.isVisible()
    assert week.accessibleName() == "This week: Wednesday and Thursday"
    said = {label.text() for label in after.findChildren(QLabel) if label.isVisible()}
    assert {"Tomorrow", "Neck relief, 5 min", "2 days in a row"} <= said
    assert week_days([]) == "No session this week yet"


def test_nothing_is_offered_for_tomorrow_where_the_rule_is_to_stop(player):
    after = ended(player)
    after.show_day(WEEK, 3, "Neck relief, 5 min")
    answer(player, after.pain, 8)
    tomorrow = after.findChild(QLabel, "tomorrow")
    assert not tomorrow.isVisible()
    answer(player, after.pain, 2)
    assert tomorrow.isVisible()


def test_where_nothing_is_known_of_tomorrow_nothing_is_said_of_it(player):
    after = ended(player)
    after.show_day(WEEK, 3, "")
    assert not after.findChild(QLabel, "tomorrow").isVisible()


def test_pain_before_is_not_told_again_until_the_pain_now_is_answered(player):
    after = ended(player, 5)
    assert not after.warning.isVisible()
    answer(player, after.pain, 3)  # it has eased
    assert not after.warning.isVisible()
    answer(player, after.pain, 5)
    assert after.warning.isVisible()
    assert "middle band" in after.warning.text
    answer(player, after.pain, 8)
    assert after.warning.text.startswith("Stop for today.")


def test_in_a_narrow_window_the_questions_come_first_and_all_begins_at_one_edge(player):
    after = ended(player, 5)
    after.show_day(WEEK, 3, "Neck relief, 5 min")
    week = there(after.findChild(Hero))

    def places():
        return {
            name: one.mapTo(after, QPoint())
            for name, one in (
                ("title", after.title),
                ("pain", after.pain),
                ("week", week),
                ("done", after.main),
            )
        }

    player.view.resize(800, 700)
    player.qtbot.waitUntil(lambda: len({place.x() for place in places().values()}) == 1)
    assert places()["pain"].y() < places()["week"].y()
    assert places()["title"].y() < places()["pain"].y()
    player.view.resize(1280, 800)
    player.qtbot.waitUntil(lambda: places()["week"].x() < places()["pain"].x())
    assert week.isAncestorOf(after.title)


@pytest.mark.parametrize(
    ("how", "pose"),
    [("completed", "reaching"), ("stopped", "sitting"), ("stopped_for_pain", "resting")],
)
def test_a_figure_is_there_at_the_end_that_does_as_the_person_has(player, how, pose):
    after = ended(player)
    for ending in ("completed", how):  # no second one beside the first
        after.show_end(ending, "10 s", "5 min", PainReport())
    player.view.resize(1280, 800)
    drawing.settle()
    [picture] = after.findChildren(StatePicture)
    assert picture.isVisible()
    assert picture._pose == pose
    player.view.resize(700, 560)  # here it stands beside the title, and is smaller
    drawing.settle()
    assert picture.isVisible()
    assert after.title.mapTo(after, QPoint()).x() < picture.mapTo(after, QPoint()).x()
    after.show_end(how, "20 s", "5 min", PainReport())  # and so does one that takes its place
    drawing.settle()
    [picture] = [one for one in after.findChildren(StatePicture) if one.isVisible()]
    assert picture.width() == round(0.15 * after.height())
    player.view.resize(1280, 800)
    drawing.settle()
    assert there(after.findChild(Hero)).isAncestorOf(picture)
