"""The views of the page Progress, and an entry of the diary."""

from datetime import date, timedelta
from typing import cast

from PySide6.QtWidgets import QAbstractButton, QWidget

from posture_app.gallery import progress_samples as samples
from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.pages import show_library
from posture_app.gallery.samples import log
from posture_app.handout.report import laid_out
from posture_app.journal.course import Course
from posture_app.journal.report import ReportChoice, ReportRecords, report_of
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import EntryTarget
from posture_app.ui.pages.progress import ProgressPage
from posture_app.ui.pages.snapshots import ProgressSnapshot
from posture_app.ui.report_sheet import ReportSheet
from posture_app.words.catalogue import language

_THREE_MONTHS = samples.TODAY - timedelta(days=90)


def _window(context: DrawingContext, snapshot: ProgressSnapshot | None = None) -> MainWindow:
    window = MainWindow(context.theme, context.still)
    show_library(window, context.library)
    window.page("progress").show_snapshot(snapshot or samples.log(context.library))
    window.open_page("progress")
    return window


def _page(window: MainWindow) -> ProgressPage:
    return cast("ProgressPage", window.page("progress"))


def _overview(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_course(samples.course(_THREE_MONTHS))
    _page(window).show_findings(samples.findings())
    return window


def _overview_fortnight(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_course(samples.course(samples.TODAY - timedelta(days=13)))
    return window


def _overview_year(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_course(samples.course(samples.TODAY - timedelta(days=364)))
    return window


def _overview_table(context: DrawingContext) -> QWidget:
    window = _overview(context)
    for button in window.findChildren(QAbstractButton, "course-table"):
        button.click()
    return window


def _overview_empty(context: DrawingContext) -> QWidget:
    """Sessions alone, and nothing entered."""
    window = _window(context, log(context.library))
    first = samples.TODAY - timedelta(days=90)
    _page(window).show_course(Course(first, samples.TODAY))
    return window


def _calendar(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_view("calendar")
    year = samples.course(date(2025, 1, 1), date(2025, 12, 31))
    _page(window).show_year(year, samples.TODAY)
    return window


def _body(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_view("body")
    _page(window).show_places(samples.places(_THREE_MONTHS))
    return window


def _body_empty(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_view("body")
    _page(window).show_places(())
    return window


def _diary(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_view("diary")
    return window


def _diary_nothing(context: DrawingContext) -> QWidget:
    window = _window(context, samples.nothing_found(context.library))
    _page(window).show_view("diary")
    return window


def _check_in(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_details(EntryTarget(samples.check_ins(3)[0]))
    return window


def _spasm(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_details(EntryTarget(samples.spasms()[-1]))
    return window


def _questionnaire(context: DrawingContext) -> QWidget:
    window = _window(context)
    _page(window).show_details(EntryTarget(samples.questionnaires()[3]))
    return window


def _report(context: DrawingContext) -> QWidget:
    """What is handed on, beside its pages."""
    first, last = _THREE_MONTHS, samples.TODAY
    choice = ReportChoice(first_day=first, last_day=last, language=language())
    records = ReportRecords(
        check_ins=samples.check_ins(),
        spasms=samples.spasms(),
        treatments=samples.treatments(),
        notes=samples.notes(),
    )
    report = report_of(records, first, last, last)
    sheet = context.make(ReportSheet, choice, last)
    sheet.show_report(laid_out(report, choice).pages, report.notes)
    return sheet


PROGRESS_SCREENS = (
    Screen("progress-overview", _overview),
    Screen("progress-overview-fortnight", _overview_fortnight),
    Screen("progress-overview-year", _overview_year),
    Screen("progress-overview-table", _overview_table),
    Screen("progress-overview-empty", _overview_empty),
    Screen("progress-calendar", _calendar),
    Screen("progress-body", _body),
    Screen("progress-body-empty", _body_empty),
    Screen("progress-diary", _diary),
    Screen("progress-diary-nothing", _diary_nothing),
    Screen("report", _report),
    Screen("entry-check-in", _check_in),
    Screen("entry-spasm", _spasm),
    Screen("entry-questionnaire", _questionnaire),
)
