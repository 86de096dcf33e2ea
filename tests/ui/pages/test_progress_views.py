"""The views of the page Progress: sentences, calendar, body, diary and an entry's details."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from posture_app.gallery import drawing, progress_samples, samples
from posture_app.gallery.pages import show_library
from posture_app.journal.diary import DiaryKind
from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.page_targets import ProgressTarget
from posture_app.ui.pages.progress_diary import DiaryRows
from posture_app.ui.pages.progress_overview import ChartsPlaceholder
from posture_app.ui.pages.snapshots import DiaryQuery
from posture_app.ui.widgets.controls import Chip
from posture_app.ui.widgets.rows import PressRow
from posture_app.ui.widgets.year_calendar import YearCalendar
from tests.ui.acting import child, click, press, told
from tests.ui.content import LIBRARY

TODAY = progress_samples.TODAY


@pytest.fixture
def page(window):
    show_library(window, LIBRARY)
    window.page("progress").show_snapshot(progress_samples.log(LIBRARY))
    window.open_page("progress")
    drawing.settle()
    return window.page("progress")


def labels(root):
    return [one.text() for one in root.findChildren(QLabel) if one.isVisible()]


class TestOverview:
    def test_it_opens_with_what_the_days_tell_and_says_when_a_change_counts(self, page):
        card = child(page, QWidget, "trends")
        words = labels(card)
        assert words[0] == "Neck: 5, then 2, over 14 days."
        assert len(words) == 4
        assert words[-1].startswith("A change is told from 2 points on.")

    def test_the_charts_are_asked_for_only_when_the_sentences_are_painted(self, page, qtbot):
        room = child(page, ChartsPlaceholder, "charts")
        room.ask()
        with qtbot.waitSignal(page.course_requested) as asked:
            room.repaint()
        assert asked.args == ["three_months"]

    def test_another_period_is_asked_for_at_once(self, page, qtbot):
        page.show_course(progress_samples.course(TODAY - timedelta(days=90)))
        asked = told(qtbot, page.course_requested, lambda: click(page, "segment-two_weeks"))
        assert asked == "two_weeks"

    def test_nothing_below_the_charts_jumps_when_they_come_again(self, page):
        page.show_course(progress_samples.course(TODAY - timedelta(days=90)))
        drawing.settle()
        week = child(page, QWidget, "week-card")
        before = page.list_view.top_of(week)
        page.show_course(progress_samples.course(TODAY - timedelta(days=60)))
        drawing.settle()
        assert page.list_view.top_of(week) == before

    def test_who_has_entered_nothing_is_invited(self, page, qtbot):
        page.show_snapshot(samples.log(LIBRARY))
        assert not any(one.isVisible() for one in page.findChildren(QWidget, "trends"))
        card = child(page, QWidget, "invitation")
        told(qtbot, page.check_in_requested, lambda: click(card, "check-in"))

    def test_an_empty_log_says_what_will_be_here(self, page, qtbot):
        page.show_snapshot(samples.log(LIBRARY, 0))
        drawing.settle()
        card = child(page, QWidget, "empty-log")
        told(qtbot, page.check_in_requested, lambda: click(card, "check-in"))
        assert not child(page, QWidget, "progress-view").isVisible()


class TestQuestionnaires:
    def test_the_change_and_the_last_times_are_told_and_it_can_be_filled_in(self, page, qtbot):
        card = child(page, QWidget, "questionnaires")
        words = labels(card)
        assert "Your activities: 4, then 6.5. That is more than chance alone makes." in words
        assert any(one.startswith("27 Feb 2026: 6.5 of 10 · 13 Feb 2026: 5.5") for one in words)
        assert "To be filled in again from Friday, 13 March on." in words
        asked = told(qtbot, page.questionnaire_requested, lambda: click(card, "fill-in-ndi"))
        assert asked == "ndi"

    def test_who_has_filled_in_none_is_invited_to_their_activities(self, page, qtbot):
        page.show_snapshot(replace(progress_samples.log(LIBRARY), questionnaires=()))
        card = child(page, QWidget, "questionnaires")
        asked = told(qtbot, page.questionnaire_requested, lambda: click(card, "fill-in-activities"))
        assert asked == "activities"

    def test_an_entry_tells_its_items_and_how_it_went_up_to_then(self, page, qtbot):
        first, second, *_later = progress_samples.questionnaires()
        page.show_entry(first)
        assert page.entry_detail.findChild(QLabel, "entry-change") is None
        page.show_entry(second)
        drawing.settle()
        change = child(page.entry_detail, QLabel, "entry-change").text()
        assert change == "Your activities: 4, then 4.5. That may be chance."
        assert "Carrying the shopping" in labels(page.entry_detail)
        assert told(qtbot, page.entry_wanted, lambda: click(page, "edit-entry")) == second

    def test_one_of_another_part_is_not_edited_here(self, page):
        page.show_entry(replace(progress_samples.questionnaires()[0], questionnaire="workplace"))
        assert not child(page, QAbstractButton, "edit-entry").isVisible()


class TestCalendar:
    @pytest.fixture
    def calendar(self, page, qtbot):
        asked = told(qtbot, page.year_requested, lambda: page.show_view("calendar"))
        assert asked == 2026
        page.show_year(progress_samples.course(date(2026, 1, 1), date(2026, 12, 31)), TODAY)
        drawing.settle()
        calendar = child(page, YearCalendar, "year-calendar")
        calendar.setFocus(Qt.FocusReason.TabFocusReason)
        return calendar

    def test_the_keyboard_begins_today_and_says_each_day(self, calendar, page, qtbot):
        press(qtbot, calendar, Qt.Key.Key_Up)
        assert calendar.here == TODAY - timedelta(days=7)
        press(qtbot, calendar, Qt.Key.Key_Left)
        day = TODAY - timedelta(days=8)
        assert calendar.here == day
        words = child(page, QLabel, "calendar-day").text()
        assert words == calendar.line_of(day) == calendar.accessibleDescription()
        assert words.startswith("Wednesday, 4 March 2026: pain ")

    def test_nobody_gets_beyond_today_or_out_of_the_year(self, calendar, qtbot):
        press(qtbot, calendar, Qt.Key.Key_Right)
        assert calendar.here == TODAY
        press(qtbot, calendar, Qt.Key.Key_Home)
        press(qtbot, calendar, Qt.Key.Key_Left)
        assert calendar.here == date(2026, 1, 1)

    def test_each_day_has_a_place_of_its_own(self, calendar):
        days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
        assert all(calendar.day_at(calendar.cell(day).center()) == day for day in days)
        last = calendar.cell(days[-1])
        assert last.bottom() <= calendar.height()
        assert calendar.day_at(QPointF(-5, -5)) is None

    def test_a_day_is_opened_in_the_diary(self, calendar, page, qtbot):
        asked = told(qtbot, page.diary_asked, lambda: press(qtbot, calendar, Qt.Key.Key_Return))
        assert asked == DiaryQuery(day=TODAY)
        assert page.view == "diary"

    def test_a_day_without_an_answer_says_so(self, calendar):
        assert calendar.line_of(date(2026, 12, 24)).endswith("nothing entered")

    def test_other_years_are_asked_for(self, calendar, page, qtbot):
        assert told(qtbot, page.year_requested, lambda: click(page, "year-before")) == 2025
        assert not child(page, QAbstractButton, "year-after").isEnabled()


class TestBody:
    @pytest.fixture
    def body(self, page, qtbot):
        asked = told(qtbot, page.places_requested, lambda: page.show_view("body"))
        assert asked == "three_months"
        page.show_places(progress_samples.places(TODAY - timedelta(days=90)))
        drawing.settle()
        return page.body

    def test_each_place_tells_how_often_and_how_strongly(self, body):
        row = child(body, PressRow, "history-low_back_left")
        assert row.accessibleName() == (
            "Low back, left. 32 days, usually 3 of 10, 5 at most, 3 spasms"
        )

    def test_a_place_of_the_list_is_shown_on_the_map_and_the_other_way(self, body, qtbot):
        click(body, "history-low_back_left")
        map_of = child(body, BodyMap, "body-history")
        assert map_of.zones == ("low_back_left",)
        map_of.zone_chosen.emit("back_of_neck_right")
        assert body.focusWidget() is child(body, PressRow, "history-back_of_neck_right")

    def test_the_shades_go_by_days_or_by_strength(self, body, monkeypatch):
        shown: list[dict[str, tuple[float, str]]] = []
        monkeypatch.setattr(body.map, "show_shades", shown.append)
        click(body, "segment-strong")
        click(body, "segment-often")
        strong, often = shown
        assert strong["low_back_left"] == (0.5, "5")
        assert often["back_of_neck_right"] == (1.0, "61")
        assert often["low_back_left"] == (32 / 61, "32")

    def test_nothing_told_is_said(self, page, body):
        page.show_places(())
        assert "No place was told of in this time." in labels(body)


class TestDiary:
    @pytest.fixture
    def diary(self, page):
        page.show_view("diary")
        drawing.settle()
        return page.diary

    def test_sessions_and_entries_stand_together_by_day(self, diary):
        rows = child(diary, DiaryRows, "diary")
        spoken = [
            rows.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)
        ]
        assert spoken[0].startswith("Today. 09:10. ")
        assert spoken[1].startswith("08:15. Check-in. Pain 1 of 10, 3 at worst")
        assert spoken[2].startswith("Yesterday. 21:15. Note. The left side")

    def test_it_is_filtered_by_kind_and_by_words(self, diary, page, qtbot):
        kinds = child(diary, Chip, "diary-kind")
        [spasms] = [one for one in kinds.menu_actions() if one.text() == "Spasms"]
        asked = told(qtbot, page.diary_asked, lambda: kinds.chosen.emit(spasms.data()))
        assert asked == DiaryQuery(kind=DiaryKind.SPASM)
        field = child(diary, QLineEdit, "search-diary")
        asked = told(qtbot, page.diary_asked, lambda: field.setText("sofa"))
        assert asked == DiaryQuery(words="sofa")

    def test_nothing_found_is_said_and_the_search_stays(self, diary, page):
        page.show_snapshot(progress_samples.nothing_found(LIBRARY))
        drawing.settle()
        assert "Nothing found" in labels(diary)
        assert child(diary, QLineEdit, "search-diary").isVisible()

    def test_an_entry_is_read_edited_and_deleted(self, diary, page, qtbot):
        rows = child(diary, DiaryRows, "diary")
        rows.select("spasm-12")
        press(qtbot, rows, Qt.Key.Key_Return)
        detail = page.entry_detail
        assert page.where() is detail
        words = labels(detail)
        assert "Spasm" in words
        assert {"How long", "Heat", "What set it off"} <= set(words)
        spasm = progress_samples.spasms()[-1]
        assert told(qtbot, page.entry_wanted, lambda: click(detail, "edit-entry")) == spasm
        deleted = told(qtbot, page.entry_delete_requested, lambda: click(detail, "delete-entry"))
        assert deleted == spasm
        page.leave_deleted(spasm)
        assert page.where() is None

    def test_the_key_delete_takes_out_what_the_keyboard_is_at(self, diary, page, qtbot):
        rows = child(diary, DiaryRows, "diary")
        rows.select("note-0")
        gone = told(
            qtbot, page.entry_delete_requested, lambda: press(qtbot, rows, Qt.Key.Key_Delete)
        )
        assert gone == progress_samples.notes()[0]

    def test_the_last_change_is_taken_back_by_the_keyboard(self, diary, page, qtbot):
        rows = child(diary, DiaryRows, "diary")
        rows.setFocus()
        keys = Qt.KeyboardModifier.ControlModifier
        told(qtbot, page.undo_requested, lambda: press(qtbot, rows, Qt.Key.Key_Z, keys))

    def test_an_entry_that_was_edited_is_shown_anew(self, diary, page):
        note = progress_samples.notes()[0]
        page.show_entry(note)
        snapshot = progress_samples.log(LIBRARY)
        changed = replace(note, text="Slept well.")
        others = tuple(one for one in snapshot.entries if one.id != note.id)
        page.show_snapshot(replace(snapshot, entries=(*others, changed)))
        drawing.settle()
        assert "Slept well." in labels(page.entry_detail)

    def test_the_search_of_the_window_is_that_of_the_diary(self, page):
        page.show_view("overview")
        assert page.focus_search()
        assert page.view == "diary"


def test_a_view_can_be_asked_for_by_its_name(page):
    page.show_details(ProgressTarget("calendar"))
    assert page.view == "calendar"


class TestWhatGoesBefore:
    def test_the_search_says_how_far_it_is(self, page):
        page.show_findings_share(0.4)
        drawing.settle()
        assert "Comparing your days: 40%" in labels(child(page, QWidget, "findings"))

    def test_what_was_found_is_told_and_that_it_need_not_be_the_cause(self, page):
        page.show_findings(progress_samples.findings())
        drawing.settle()
        words = labels(child(page, QWidget, "findings"))
        assert words[1].startswith(
            "After poor sleep your pain on the next day was about 1.2 points"
        )
        assert words[2:] == ["What goes before need not be the cause."]

    def test_only_what_is_nearest_to_being_known_is_told_to_be_missing(self, page):
        page.show_findings(progress_samples.findings()[1:])
        drawing.settle()
        words = labels(child(page, QWidget, "findings"))
        assert words[1:] == [
            "Stress and pain: it takes 6 more days with it before anything can be said."
        ]
