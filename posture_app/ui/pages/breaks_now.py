"""Breaks, now: what comes next and what can be done about it, the day so far, and the week."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.pages.breaks_charts import BreakBars, fill_day, legend
from posture_app.ui.pages.breaks_snapshots import BreaksSnapshot, DayCounts, DayView
from posture_app.ui.pages.breaks_status import StatusCard
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words.catalogue import N_, _, pgettext

FIRST_DAY: Final = N_(
    "Nothing to show yet. While you work, this line fills with your activity and your breaks."
)


class NowView(QWidget):
    """What one looks at in passing.

    Signals:
        event_wanted: What the breaks are to be told, an `Event`.
        care_wanted: Show what to take care of in the break that is on.
        schedule_wanted: The person wants to see how the breaks are set.
    """

    event_wanted = Signal(object)
    care_wanted = Signal()
    schedule_wanted = Signal()

    def __init__(self, make: WidgetFactory, sections: Sections) -> None:
        super().__init__()
        self._make = make
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        self.status = make(StatusCard)
        self.status.event_wanted.connect(self.event_wanted)
        self.status.care_wanted.connect(self.care_wanted)
        body.addWidget(self.status)
        self._first = sections.add(to=body)
        self._day = sections.add(to=body)
        self._week = sections.add(to=body)

    def show_snapshot(self, snapshot: BreaksSnapshot) -> None:
        """Draw what is another than before."""
        self.status.show_status(snapshot.status, snapshot.below)
        today = snapshot.today if snapshot.today is not None and snapshot.today.spans else None
        week = tuple(snapshot.week) if any(map(_has_breaks, snapshot.week)) else ()
        self._first.show_value(today is None and not week, self._draw_first)
        self._day.show_value(today, self._draw_day)
        self._week.show_value((week, snapshot.now.date()), self._draw_week)

    def _draw_first(self, body: QVBoxLayout, is_first: bool) -> None:
        if not is_first:
            return
        go = self._make.button(_("Look at the schedule"), name="to-schedule")
        go.clicked.connect(self.schedule_wanted)
        title = _("Your first day")
        body.addWidget(self._make(StateCard, "reaching", title, [_(FIRST_DAY)], go, name="today"))

    def _draw_day(self, body: QVBoxLayout, day: DayView | None) -> None:
        if day is None:
            return
        body.addWidget(self._make.label(pgettext("heading", "Today"), "heading"))
        card = self._make.card(name="today")
        fill_day(self._make, card.body, day, "day-line")
        body.addWidget(card)

    def _draw_week(self, body: QVBoxLayout, value: tuple[Sequence[DayCounts], date]) -> None:
        week, today = value
        if not week:
            return
        body.addWidget(self._make.label(_("This week"), "heading"))
        card = self._make.card(name="week")
        card.body.addWidget(self._make(BreakBars, week, [day.day for day in week].index(today)))
        card.body.addWidget(legend(self._make, ("taken", "natural", "skipped")))
        body.addWidget(card)


def _has_breaks(day: DayCounts) -> bool:
    return bool(day.taken or day.natural or day.skipped)
