"""What a person hands on to their doctor or physiotherapist, chosen beside the pages themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from posture_app.journal.report import Paper, ReportChoice, ReportNote, ReportPart
from posture_app.ui.entries.time_fields import DayField
from posture_app.ui.report_pages import ChoicesAndPages, DrawnPage, FootOfPages, PagesPreview
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.controls import Option, Switch
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.folding_row import FoldingRow
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.layouts import Flow, ScrollPage, clear
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.sheet_size import open_at_size
from posture_app.words import report as words
from posture_app.words.catalogue import LANGUAGES, N_, _, ngettext
from posture_app.words.formats import medium_date

_SIZE: Final = (1120, 820)
_PERIODS: Final[Mapping[str, tuple[str, int]]] = {
    "month": (N_("4 weeks"), 28),
    "quarter": (N_("3 months"), 91),
    "half": (N_("6 months"), 182),
    "year": (N_("1 year"), 365),
}
_NOTE_LETTERS: Final = 80
"""Where a narrow page begins."""


class ReportSheet(QDialog):
    """A sheet over the window: on one side what is chosen, on the other the pages.

    Signals:
        changed: The `ReportChoice` after each change; answer with `show_report`.
        save_wanted: The `Path` that it is to be written to; answer with `tell`.
        print_wanted: It is to be printed.
    """

    changed = Signal(object)
    save_wanted = Signal(object)
    print_wanted = Signal()

    def __init__(
        self, make: WidgetFactory, choice: ReportChoice, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self.choice, self._today = choice, today
        self._notes: tuple[ReportNote, ...] = ()
        self._note_switches: dict[str, Switch] = {}
        self._switches: dict[ReportPart, Switch] = {}
        self.setObjectName("report-sheet")
        self.setWindowTitle(_("Report for your doctor or physiotherapist"))
        open_at_size(self, make.theme, _SIZE)
        self._choices = self._make_choices()
        self.preview = self._make(PagesPreview)
        sides = self._make(ChoicesAndPages, self._choices, self.preview)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(sides, 1)
        outer.addWidget(self._foot())
        self._follow_notes()

    # What is shown

    def show_report(self, pages: Sequence[DrawnPage], notes: Sequence[ReportNote]) -> None:
        """Show the pages, and the notes of the period that can be taken out."""
        self.preview.show_pages(pages, self.windowTitle())
        self._count.setText(
            ngettext("{count} page", "{count} pages", len(pages)).format(count=len(pages))
        )
        if tuple(notes) != self._notes:
            self._notes = tuple(notes)
            self._draw_notes()

    def tell(self, sentence: str, *, is_problem: bool = False) -> None:
        """Say what became of it, beside the buttons."""
        told, other = (self._problem, self._told) if is_problem else (self._told, self._problem)
        other.hide()
        told.setText(sentence)
        told.setVisible(bool(sentence))

    # What is chosen

    def _make_choices(self) -> ScrollPage:
        make = self._make
        page = make.scroll_page(READING_PX)
        body = page.column
        body.addWidget(make.label(self.windowTitle(), "title"))
        body.addWidget(
            make.label(
                _("This is what will be on the paper. It leaves this computer only through you."),
                "body",
                "muted",
            )
        )
        body.addWidget(make.label(_("Period"), "heading"))
        body.addWidget(self._period())
        body.addWidget(make.label(_("Paper"), "heading"))
        body.addWidget(self._paper())
        body.addWidget(make.label(_("What is in it"), "heading"))
        body.addWidget(self._parts())
        body.addStretch(1)
        return page

    def _period(self) -> QWidget:
        make = self._make
        self._length = make.segments(
            [Option(key, _(name)) for key, (name, _days) in _PERIODS.items()],
            _("How far back"),
            "report-period",
        )
        self._length.chosen.connect(self._choose_length)
        self._first = make(DayField, _("From"), "report-from")
        self._last = make(DayField, _("Up to"), "report-to")
        for field, day in (
            (self._first, self.choice.first_day),
            (self._last, self.choice.last_day),
        ):
            field.set_day(day)
            field.dateChanged.connect(self._choose_days)
        days = Flow(tokens.SPACE_M)
        for field, name in ((self._first, _("From")), (self._last, _("Up to"))):
            pair = QWidget()
            line = row(tokens.SPACE_S)
            line.addWidget(make.label(name, "body", wrap=False))
            line.addWidget(field)
            pair.setLayout(line)
            days.add(pair)
        self._wrong = make.label(
            _("The period ends before it begins. Choose a later last day."), "small", "danger"
        )
        self._wrong.hide()
        box = QWidget()
        lines = column(tokens.SPACE_M)
        for one in (self._length, days, self._wrong):
            lines.addWidget(one)
        box.setLayout(lines)
        self._show_length()
        return box

    def _paper(self) -> QWidget:
        languages = self._make.segments(
            [Option(key, name) for key, name in LANGUAGES.items()],
            _("Language of the report"),
            "report-language",
        )
        languages.set_value(self.choice.language)
        languages.chosen.connect(self._choose_language)
        papers = self._make.segments(
            [Option(one.value, words.paper_name(one)) for one in Paper],
            _("Size of the paper"),
            "report-paper",
        )
        papers.set_value(self.choice.paper.value)
        papers.chosen.connect(self._choose_paper)
        flow = Flow()
        flow.add(languages)
        flow.add(papers)
        return flow

    def _parts(self) -> QWidget:
        make, form = self._make, self._make(Form, is_divided=False)
        for part in ReportPart:
            name = words.part_name(part)
            switch = make.switch(name, f"report-{part.value}")
            switch.setChecked(part not in self.choice.without)
            switch.clicked.connect(self._choose_parts)
            self._switches[part] = switch
            form.add(name, control=switch)
        self._notes_box = QWidget()
        self._notes_lines = column(tokens.SPACE_S)
        self._notes_lines.setContentsMargins(tokens.SPACE_L, 0, 0, 0)
        self._notes_box.setLayout(self._notes_lines)
        card = make.card(name="report-parts")
        card.body.addWidget(form)
        card.body.addWidget(self._notes_box)
        return card

    def _draw_notes(self) -> None:
        clear(self._notes_lines)
        self._note_switches.clear()
        form = self._make(Form, is_divided=False)
        for note in reversed(self._notes):
            text = " ".join(note.text.split())
            short = text if len(text) <= _NOTE_LETTERS else f"{text[:_NOTE_LETTERS].rstrip()} …"
            name = _("{day}: {note}").format(day=medium_date(note.day), note=short)
            switch = self._make.switch(name, f"report-note-{note.id}")
            switch.setChecked(note.id not in self.choice.notes_left_out)
            switch.clicked.connect(self._choose_notes)
            self._note_switches[note.id] = switch
            form.add(name, control=switch)
        self._notes_lines.addWidget(form)
        self._follow_notes()
        self._choices.fit()

    def _foot(self) -> QWidget:
        make = self._make
        foot = make(FootOfPages)
        lines = foot.lines
        self._told = make.label("", "body")
        self._problem = make.label("", "body", "danger")
        for one in (self._told, self._problem):
            one.hide()
            lines.addWidget(one)
        line = row(tokens.SPACE_M)
        flow = make(FoldingRow, "report-more")
        save = make.button(_("Save as PDF…"), "primary", name="report-save")
        save.clicked.connect(self._save)
        to_print = make.button(_("Print…"), name="report-print")
        to_print.clicked.connect(self.print_wanted)
        close = make.button(_("Close"), tip=_("Close (Esc)"), name="report-close")
        close.clicked.connect(self.reject)
        self._count = make.label("", "small", "muted", wrap=False)
        flow.add(save)
        flow.add_folding(to_print)
        flow.add(close)
        line.addWidget(flow, 1)
        line.addWidget(self._count)
        lines.addLayout(line)
        return foot

    # What the person does

    @Slot(object)
    def _choose_length(self, key: str) -> None:
        days = _PERIODS[key][1]
        with QSignalBlocker(self._last):  # both days count at once
            self._last.set_day(self._today)
        with QSignalBlocker(self._first):
            self._first.set_day(self._today - timedelta(days=days - 1))
        self._choose_days()

    @Slot()
    def _choose_days(self) -> None:
        first, last = self._first.day, self._last.day
        self._wrong.setVisible(first > last)
        self._show_length()
        if first <= last:
            self._choose(replace(self.choice, first_day=first, last_day=last))

    @Slot(object)
    def _choose_language(self, key: str) -> None:
        self._choose(replace(self.choice, language=key))

    @Slot(object)
    def _choose_paper(self, key: str) -> None:
        self._choose(replace(self.choice, paper=Paper(key)))

    @Slot()
    def _choose_parts(self) -> None:
        without = frozenset(part for part, one in self._switches.items() if not one.isChecked())
        self._follow_notes()
        self._choose(replace(self.choice, without=without))

    @Slot()
    def _choose_notes(self) -> None:
        shown = self._note_switches.items()
        out = frozenset(key for key, one in shown if not one.isChecked())
        elsewhere = self.choice.notes_left_out - {key for key, _switch in shown}
        self._choose(replace(self.choice, notes_left_out=elsewhere | out))

    @Slot()
    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save the report"),
            f"{words.file_name(self.choice.last_day)}.pdf",
            _("Files (*.pdf)"),
        )
        if name:
            path = Path(name)
            if not path.suffix:
                path = path.with_name(f"{path.name}.pdf")
            self.save_wanted.emit(path)

    def _choose(self, choice: ReportChoice) -> None:
        if choice != self.choice:
            self.choice = choice
            self.tell("")
            self.changed.emit(choice)

    def _show_length(self) -> None:
        """Mark the length that the days have, if it is one of those that are offered."""
        first, last = self._first.day, self._last.day
        days = (last - first).days + 1
        key = next((key for key, (_name, one) in _PERIODS.items() if one == days), "")
        self._length.set_value(key if last == self._today else "")

    def _follow_notes(self) -> None:
        self._notes_box.setVisible(
            bool(self._notes) and self._switches[ReportPart.NOTES].isChecked()
        )
