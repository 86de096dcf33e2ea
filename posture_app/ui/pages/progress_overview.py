"""The overview of the progress: a few sentences, and this week."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.journal.model import WeekSummary
from posture_app.journal.trends import PainTrend, Trend
from posture_app.ui.pages.snapshots import ProgressSnapshot
from posture_app.ui.pages.today import week_card
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.sections import Sections
from posture_app.words import trends as trend_words
from posture_app.words.catalogue import _


class OverviewView(QWidget):
    """Sentences, and this week.

    Signals:
        check_in_requested: The person wants to say how they are.
    """

    check_in_requested = Signal()

    def __init__(self, theme: Theme, sections: Sections) -> None:
        super().__init__()
        self._make = WidgetFactory(theme)
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        self._sentences = sections.add(tokens.SPACE_S, to=body)
        self._invitation = sections.add(to=body)
        self._week = sections.add(to=body)

    def show_snapshot(self, snapshot: ProgressSnapshot) -> None:
        """Draw what is another than before."""
        self._sentences.show_value(tuple(snapshot.trends), self._draw_sentences)
        self._invitation.show_value(snapshot.has_entries, self._draw_invitation)
        week = None if snapshot.is_empty else snapshot.week
        self._week.show_value((week, snapshot.now.weekday()), self._draw_week)

    def _draw_sentences(self, body: QVBoxLayout, trends: Sequence[Trend]) -> None:
        if not trends:
            return
        card = self._make.card(name="trends")
        for trend in trends:
            card.body.addWidget(self._make.label(trend_words.sentence_of(trend), "lead"))
        if any(isinstance(one, PainTrend) for one in trends):
            note = _(trend_words.CHANGE_NOTE)
            card.body.addWidget(self._make.label(note, "small", "muted"))
        body.addWidget(card)

    def _draw_invitation(self, body: QVBoxLayout, has_entries: bool) -> None:
        if has_entries:
            return
        card = self._make.card(name="invitation")
        words = _(
            "Say now and then how you are: from a few days on you see here how pain, spasms and "
            "treatments went."
        )
        card.body.addWidget(self._make.label(words, "body"))
        act = self._make.button(_("How are you?"), name="check-in")
        act.clicked.connect(self.check_in_requested)
        card.body.addWidget(act)
        body.addWidget(card)

    def _draw_week(self, body: QVBoxLayout, value: tuple[WeekSummary | None, int]) -> None:
        week, today = value
        if week is not None:
            body.addWidget(week_card(self._make, week, today))
