"""How a patient does the plan: what needs a look, how often, how much, pain and effort, and why."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.plans.patient_course import PatientCourse
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.snapshots import PatientSnapshot
from posture_app.ui.widgets.cards import Card, column
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.folding_row import FoldingRow
from posture_app.ui.widgets.grouped_rows import GroupedRow, GroupedRows
from posture_app.ui.widgets.rows import RowWords
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words import patient_progress as words
from posture_app.words.catalogue import N_, _, pgettext

if TYPE_CHECKING:
    from posture_app.ui.charts.card import ChartCard

_PERIODS: Final = {"28": N_("4 weeks"), "91": N_("3 months"), "": N_("All")}
_STACK_BELOW_PX: Final = 720


class PatientProgress(QWidget):
    """What came back, against the plan. Not answered is not zero, and is told as not known.

    Signals:
        days_chosen: How many days are to be looked at; None: all.
        read_in_requested: Files of patients are to be chosen and read in.
        code_requested: A code that the telephone showed is to be typed in.
    """

    days_chosen = Signal(object)
    read_in_requested = Signal()
    code_requested = Signal()

    def __init__(self, make: WidgetFactory, sections: Sections) -> None:
        super().__init__()
        self._theme = make.theme
        self._make = make
        self._course: PatientCourse | None = None
        self._chart: ChartCard | None = None
        self.setObjectName("patient-progress")
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        self._head = make(FoldingRow, "progress-more", tokens.SPACE_M)
        self._periods = make.segments(
            [Option(key, _(name)) for key, name in _PERIODS.items()],
            _("How far back"),
            "patient-period",
        )
        self._periods.chosen.connect(self._choose)
        read_in = make.button(_("Read in files"), icon="file", name="read-in-here")
        read_in.clicked.connect(self.read_in_requested)
        code = make.button(_("Type in a code"), icon="plus", name="type-code")
        code.clicked.connect(self.code_requested)
        self._head.add(self._periods)
        for one in (read_in, code):
            self._head.add_folding(one)
        body.addWidget(self._head)
        self._sections = sections
        self._above = sections.add(tokens.SPACE_L, to=body)
        self._chart_place = column()
        body.addLayout(self._chart_place)
        self._below = sections.add(tokens.SPACE_L, to=body)
        make.theme.changed.connect(self._draw_chart)

    def show_patient(self, snapshot: PatientSnapshot) -> None:
        """Draw what is another than before."""
        found, names = snapshot.course, snapshot.names or {}
        self._periods.set_value("" if snapshot.days is None else str(snapshot.days))
        came_back = found is not None and bool(found.came_back)
        self._head.offer(self._periods, offered=came_back)
        self._head.setVisible(found is not None)
        with self._sections.drawing():
            self._above.show_value(found, self._draw_above)
            self._below.show_value((found, tuple(names.items())), self._draw_below)
        self._course = found
        self._draw_chart()

    @Slot(object)
    def _choose(self, chosen: str) -> None:
        self.days_chosen.emit(int(chosen) if chosen else None)

    # What is told first

    def _draw_above(self, body: QVBoxLayout, found: PatientCourse | None) -> None:
        make = self._make
        if found is None:
            title = _("No plan was handed over yet.")
            lines = [_("When the patient has a plan, what they did of it stands here.")]
            body.addWidget(make(StateCard, "looking", title, lines, name="progress-no-plan"))
            return
        if not found.came_back:
            title = _("Nothing came back yet.")
            lines = [
                _(
                    "Read in the file that the patient sends, or type in the code that the "
                    "telephone shows. Nothing is sent by itself."
                )
            ]
            body.addWidget(make(StateCard, "looking", title, lines, name="progress-nothing"))
            return
        self._draw_alarms(body, found)
        body.addWidget(make.label(words.period_words(found), "body", "muted"))
        figures = make.columns(_STACK_BELOW_PX, tokens.SPACE_L)
        for figure, line, name in (
            (
                words.share_figure(found.course.sessions),
                words.sessions_line(found.course.sessions),
                "figure-sessions",
            ),
            (words.share_figure(found.course.dose), words.dose_line(), "figure-dose"),
            (words.answered_figure(found), words.answered_line(), "figure-answered"),
        ):
            card = make.card(name=name)
            card.body.setSpacing(tokens.SPACE_XS)
            card.body.addWidget(make.label(figure, "figure"))
            card.body.addWidget(make.label(line, "small", "muted"))
            figures.box.addWidget(card, 1)
        body.addWidget(figures)

    def _draw_alarms(self, body: QVBoxLayout, found: PatientCourse) -> None:
        make = self._make
        flags, stops = words.flag_lines(found.sessions), words.stop_lines(found.sessions)
        if flags:
            panel = make.panel(
                mood="danger",
                icon="caution",
                heading=_("Warning signs were answered"),
                name="progress-flags",
            )
            for line in flags:
                panel.body.addWidget(make.label(line))
            body.addWidget(panel)
        if stops:
            panel = make.panel(
                mood="caution",
                icon="stop",
                heading=_("Sessions were stopped for pain"),
                name="progress-stops",
            )
            for line in stops:
                panel.body.addWidget(make.label(line))
            body.addWidget(panel)

    # The chart

    @Slot()
    def _draw_chart(self) -> None:
        found = self._course
        wanted = found is not None and bool(found.sessions)
        if wanted and self._chart is None:
            # With the first patient of whom there is something to draw: docs/decisions/0060.
            from posture_app.ui.charts.card import ChartCard  # noqa: PLC0415 - see above

            self._chart = self._make(ChartCard, words.chart_title(), "patient-chart")
            self._chart_place.addWidget(self._chart)
        if self._chart is None:
            return
        self._chart.setVisible(wanted)
        if wanted and found is not None:
            from posture_app.ui.charts.patient import patient_content  # noqa: PLC0415 - see above

            self._chart.show_content(patient_content(self._theme, found))

    # What is told of each exercise

    def _draw_below(
        self,
        body: QVBoxLayout,
        told: tuple[PatientCourse | None, tuple[tuple[str, str], ...]],
    ) -> None:
        found, names = told[0], dict(told[1])
        if found is None or not found.came_back:
            return
        facts = [
            (names.get(one.exercise, one.exercise), words.exercise_facts(one, names))
            for one in found.course.exercises
        ]
        self._add_card(body, _("Exercise by exercise"), facts, "progress-exercises")
        left_out = words.left_out_lines(found, names)
        self._add_card(body, _("Left out, and why"), left_out, "progress-left-out")
        self._add_notes(body, words.note_lines(found.sessions))

    def _add_notes(self, body: QVBoxLayout, notes: Sequence[str]) -> None:
        """All that the patient has written, which may be much; Ctrl+C copies one."""
        if not notes:
            return
        title = pgettext("title", "What the patient wrote")
        rows = self._make(GroupedRows, name="progress-notes", title=title)
        rows.show_groups(
            [
                GroupedRow(
                    str(place),
                    RowWords(note),
                    "" if place else title,
                    is_last=place == len(notes) - 1,
                    is_text=True,
                )
                for place, note in enumerate(notes)
            ]
        )
        body.addSpacing(tokens.SPACE_S)
        body.addWidget(rows)

    def _add_card(
        self, body: QVBoxLayout, title: str, lines: list[tuple[str, str]], name: str
    ) -> None:
        if not lines:
            return
        make = self._make
        body.addSpacing(tokens.SPACE_S)
        body.addWidget(make.label(title, "heading"))
        card: Card = make.card(name=name)
        for place, (head, line) in enumerate(lines):
            if place:
                card.body.addWidget(make.hairline())
            both = column(2)
            both.addWidget(make.label(head, "strong"))
            both.addWidget(make.label(line, "body", "muted"))
            card.body.addLayout(both)
        body.addWidget(card)
