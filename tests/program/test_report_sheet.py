"""The report, made in the window: opened from Progress, shown, saved and printed."""

from datetime import timedelta

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel

from posture_app.handout.document import LaidOut, page_layout, paint_on
from posture_app.handout.report import laid_out
from posture_app.journal.report import ReportChoice, ReportPart
from posture_app.program.palette_entries import Command
from posture_app.program.report_sheet import ReportSheets
from posture_app.program.start import build
from posture_app.store.opening import OpenLog
from posture_app.ui.report_sheet import ReportSheet
from posture_app.words.catalogue import language
from tests.handout.made_up import FIRST, LAST, check_in, note, report
from tests.pdf import read_pdf
from tests.there import there


class Reporting:
    """One run of the program, with a journal of the last days."""

    def __init__(self, qtbot, data_dir):
        self.qtbot = qtbot
        self.program = build(data_dir)
        self.program.shared.saved_state.keep_said("welcomed")
        self.program.start()
        qtbot.addWidget(self.main)
        qtbot.waitSignal(self.program.begun).wait()
        self.today = self.program.shared.health.today
        now = self.program.shared.local_time.now()
        for number in range(10):
            at = now - timedelta(days=number)
            self.log.entries.save(check_in(number, 4, at=at, edited_at=at))
        self.log.entries.save(note(1, "a new pillow", at=now, edited_at=now))
        self.program.records.note_change()

    @property
    def main(self):
        return there(self.program.window.main)

    @property
    def log(self) -> OpenLog:
        return there(self.program.records.opened).log

    @property
    def sheet(self):
        [sheet] = [one for one in self.main.findChildren(ReportSheet) if one.isVisible()]
        return sheet

    def open(self):
        self.main.open_page("progress")
        there(self.main.findChild(QAbstractButton, "report")).click()

    def press(self, name):
        there(self.sheet.findChild(QAbstractButton, name)).click()

    def says(self, start):
        return any(
            one.text().startswith(start) and one.isVisibleTo(self.sheet)
            for one in self.sheet.findChildren(QLabel)
        )

    def save(self, monkeypatch, path):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(path), ""))
        self.press("report-save")
        pages = read_pdf(path).pages if path.exists() else ()
        return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def reporting(qtbot, tmp_path):
    one = Reporting(qtbot, tmp_path / "data")
    yield one
    one.program.quit()


def test_it_is_opened_from_progress_shown_and_saved(reporting, monkeypatch, tmp_path):
    reporting.open()
    assert len(reporting.sheet.preview.pages) == 1
    text = reporting.save(monkeypatch, tmp_path / "report.pdf")
    assert "Days with an entry: 10 of 91" in text
    assert "a new pillow" in text
    assert reporting.says("Saved as report.pdf.")


def test_what_is_taken_out_is_neither_shown_nor_saved(reporting, monkeypatch, tmp_path):
    reporting.open()
    reporting.press("report-note-n1")
    reporting.press("report-treatments")
    text = reporting.save(monkeypatch, tmp_path / "report.pdf")
    assert "a new pillow" not in text
    assert "Treatments, with" not in text
    assert "Days with an entry" in text


def test_another_language_is_that_of_the_report_alone(reporting, monkeypatch, tmp_path):
    reporting.open()
    [german] = [
        one
        for one in reporting.sheet.findChildren(QAbstractButton)
        if one.accessibleName().endswith(": Deutsch")
    ]
    german.click()
    assert "Tage mit Eintrag" in reporting.save(monkeypatch, tmp_path / "report.pdf")
    assert language() == "en"
    assert reporting.says("What is in it")


def test_the_log_is_read_anew_for_another_period_alone(reporting, monkeypatch):
    reporting.open()
    read = []
    kept = ReportSheets._read

    def reading(self, choice):
        read.append(choice)
        return kept(self, choice)

    monkeypatch.setattr(ReportSheets, "_read", reading)
    reporting.press("report-pain")
    assert read == []
    [month] = [
        one
        for one in reporting.sheet.findChildren(QAbstractButton)
        if one.accessibleName().endswith(": 4 weeks")
    ]
    month.click()
    [choice] = read
    assert choice.without == {ReportPart.PAIN}


def test_a_file_that_cannot_be_written_is_said(reporting, monkeypatch, tmp_path):
    reporting.open()
    reporting.save(monkeypatch, tmp_path / "nowhere" / "report.pdf")
    assert reporting.says(f"{tmp_path / 'nowhere' / 'report.pdf'} cannot be written (no such file")


def test_it_is_printed_as_it_is_shown(reporting, tmp_path):
    reporting.open()
    reporting.press("report-print")
    dialog = there(reporting.sheet.findChild(QPrintDialog))
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    reader = read_pdf(tmp_path / "printed.pdf")
    assert len(reader.pages) == 1
    assert "Days with an entry: 10 of 91" in " ".join(reader.pages[0].extract_text().split())


def test_nothing_is_printed_when_the_person_thinks_better_of_it(reporting, tmp_path):
    reporting.open()
    reporting.press("report-print")
    dialog = there(reporting.sheet.findChild(QPrintDialog))
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.done(QPrintDialog.DialogCode.Rejected)
    assert not (tmp_path / "printed.pdf").exists()
    assert not reporting.says("The printer did not take it.")


def test_a_sheet_that_was_closed_can_be_opened_again(reporting):
    reporting.open()
    reporting.press("report-close")
    reporting.open()
    assert reporting.sheet.isVisible()


def test_it_closes_with_the_log(reporting, qtbot):
    reporting.open()
    sheet = reporting.sheet
    with qtbot.waitSignal(sheet.finished):
        reporting.program.records.closing.emit()


@pytest.mark.usefixtures("qapp")
def test_a_printer_gets_every_page(tmp_path):
    document: LaidOut = laid_out(report(), ReportChoice(first_day=FIRST, last_day=LAST))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(page_layout(document))
    assert paint_on(printer, document)
    pages = read_pdf(tmp_path / "printed.pdf").pages
    assert len(pages) == len(document.pages) == 2
    assert "Page 2 of 2" in " ".join(pages[1].extract_text().split())


def test_the_report_is_found_in_the_palette(reporting):
    reporting.program.window._open_palette()
    palette = there(reporting.program.window._palette)
    palette.carry_out(Command.WRITE_REPORT)
    assert reporting.main.open_page_key == "progress"
    assert reporting.says("What is in it")
