"""A chart on its card: title, legend, the plots or their table, what is read, and the tools."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from posture_app.dataclass import dataclass
from posture_app.ui.charts.legend import LegendEntry, LegendKey
from posture_app.ui.charts.picture import PNG, SVG, ChartPicture
from posture_app.ui.charts.plots import DayPlots, PlotRow
from posture_app.ui.charts.table import ChartTable
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Card
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow, clear
from posture_app.ui.widgets.text_size import exactly, keep_lines, keep_size
from posture_app.words import charts as words
from posture_app.words.catalogue import _

_STACK_BELOW_PX: Final = 640


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartContent:
    """What a chart shows.

    Attributes:
        spoken: The chart for a screen reader.
        first: Where the axis of time begins.
        last: Where it ends.
        rows: The plots, from the top.
        legend: What lines and signs mean.
        known: The days that the keyboard stops at.
        say: A day in words.
        columns: The heads of the table.
        cells: The rows of the table, the newest first.
    """

    spoken: str
    first: date
    last: date
    rows: Sequence[PlotRow]
    legend: Sequence[LegendKey]
    known: Sequence[date]
    say: Callable[[date], str]
    columns: Sequence[str]
    cells: Sequence[Sequence[str]]


class ChartCard(Card):
    """One chart."""

    def __init__(self, make: WidgetFactory, title: str, name: str) -> None:
        super().__init__(make.theme, name=name)
        self._make = make
        self._title = title
        self._content: ChartContent | None = None
        head = make.columns(_STACK_BELOW_PX, tokens.SPACE_M)
        head.box.addWidget(make.label(title, "heading", wrap=False), 1)
        tools = Flow(tokens.SPACE_S)
        self.plots = make(DayPlots)
        self.plots.setObjectName(f"{name}-plots")
        self.plots.day_reached.connect(self._tell)
        self._zooms = [
            self._tool("zoom_in", _("Show fewer days"), f"{name}-zoom-in", self.plots.zoom_in),
            self._tool("zoom_out", _("Show more days"), f"{name}-zoom-out", self.plots.zoom_out),
            self._tool("zoom_all", _("Show all days"), f"{name}-zoom-all", self.plots.show_all),
        ]
        self._switch = make.button(_("Show as table"), "quiet", icon="table", name=f"{name}-table")
        self._switch.clicked.connect(self._turn)
        save = make.button(_("Save the picture"), "quiet", icon="file", name=f"{name}-save")
        save.clicked.connect(self._save)
        for button in (*self._zooms, self._switch, save):
            tools.add(button)
        head.box.addWidget(tools)
        self.body.addWidget(head)
        self._legend = Flow(tokens.SPACE_L)
        self.body.addWidget(self._legend)
        self._table = make(ChartTable, title, f"{name}-rows")
        self._views = QStackedWidget()
        self._views.addWidget(self.plots)
        self._views.addWidget(self._table)
        self.body.addWidget(self._views)
        self._told = make.label("", "small", "muted")
        self._told.setObjectName(f"{name}-told")
        # Room for two lines, so that nothing jumps while one reads.
        keep_lines(self._told, make.theme, "small", 2)
        self._told.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._told)

    def show_content(self, content: ChartContent) -> None:
        """Draw what there is."""
        self._content = content
        self.plots.setAccessibleName(content.spoken)
        self.plots.setAccessibleDescription(words.keys_hint())
        self.plots.show_rows(content.rows, content.first, content.last, content.known, content.say)
        clear(self._legend.flow)
        for entry in content.legend:
            self._legend.add(self._make(LegendEntry, entry))
        self._legend.setVisible(bool(content.legend))
        self._fill_table()
        self._views.setFixedHeight(self.plots.height())
        self._tell(None)

    @property
    def shows_table(self) -> bool:
        """Whether the table is what one sees."""
        return self._views.currentWidget() is self._table

    def save_to(self, path: Path) -> bool:
        """Write the chart as it is shown to a file; returns whether that went well."""
        content = self._content
        if content is None:
            return False
        return ChartPicture(self._theme, self._title, content.legend, self.plots).save(path)

    def _tool(self, icon: str, tip: str, name: str, slot: Callable[[], None]) -> Button:
        button = self._make.button("", "soft", icon=icon, tip=tip, name=name)
        # As high as those with words.
        keep_size(button, self._theme, width=exactly(40), height=exactly(40))
        button.clicked.connect(slot)
        return button

    def _fill_table(self) -> None:
        """Give the table its rows when it is seen: to measure those of a year takes long."""
        if self.shows_table and self._content is not None:
            self._table.show_table(self._content.columns, self._content.cells)

    @Slot()
    def _turn(self) -> None:
        self._views.setCurrentWidget(self.plots if self.shows_table else self._table)
        self._fill_table()
        self._switch.set_text(_("Show as chart") if self.shows_table else _("Show as table"))
        for button in self._zooms:
            button.setEnabled(not self.shows_table)
        self._tell(None)

    @Slot(object)
    def _tell(self, day: date | None) -> None:
        if self._content is None or self.shows_table:
            self._told.setText("")
        else:
            hint = words.reading_hint()
            self._told.setText(hint if day is None else self._content.say(day))

    @Slot()
    def _save(self) -> None:
        if self._content is None:
            return
        kinds = {_("Picture (*.png)"): PNG, _("Drawing (*.svg)"): SVG}
        name = words.file_name(self._title, self._content.last)
        chosen, kind = QFileDialog.getSaveFileName(
            self, _("Save the picture"), name + PNG, ";;".join(kinds)
        )
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.casefold() not in {PNG, SVG}:
            path = path.with_name(path.name + kinds.get(kind, PNG))
        if self.save_to(path):
            self._told.setText(_("Saved as {name}.").format(name=path.name))
        else:
            self._told.setText(
                _("{name} could not be written there. Choose another folder.").format(
                    name=path.name
                )
            )
