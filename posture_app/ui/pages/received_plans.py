"""Plans from a therapist on the page Move: opening one, and those that were put away."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot

from posture_app.dataclass import dataclass
from posture_app.ui.plan_file import choose_plan
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import clear
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.words.catalogue import _
from posture_app.words.formats import medium_date


@dataclass(frozen=True, slots=True)
class PutAwayPlan:
    """A plan that was received and does not count now; `received_on` is the person's day."""

    plan_id: str
    name: str
    received_on: date


class ReceivedPlansCard(Card):
    """Where a plan's file is opened, and where a plan that was put away is found again.

    Signals:
        plan_wanted: The `Path` of a plan that is to be looked at, or the id of one put away.
    """

    plan_wanted = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make.theme)
        self._make = make
        self._shown: Sequence[PutAwayPlan] = ()
        self.setObjectName("received-plans")
        self.body.addWidget(make.label(_("Plans from your therapist"), "heading"))
        self.body.addWidget(
            make.label(
                _(
                    "A plan that you were given as a file is followed as a programme is. You see"
                    " what is in it before anything is kept."
                ),
                "body",
                "muted",
            )
        )
        choose = make.button(_("Open a plan…"), icon="folder", name="open-plan")
        choose.clicked.connect(self._choose)
        self.body.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._put_away = column(tokens.SPACE_XS)
        self.body.addLayout(self._put_away)

    def show_put_away(self, plans: Sequence[PutAwayPlan]) -> None:
        """Show the plans that can be taken up again, the one that came in last first."""
        if plans == self._shown:
            return
        self._shown = plans
        clear(self._put_away)
        if not plans:
            return
        self._put_away.addWidget(self._make.label(_("Earlier plans"), "strong"))
        for one in plans:
            received = _("Received on {day}").format(day=medium_date(one.received_on))
            name = f"put-away-{one.plan_id}"
            words = RowWords(one.name, received)
            row = self._make(PressRow, words, one.plan_id, wraps=True, name=name)
            row.opened.connect(self.plan_wanted)
            self._put_away.addWidget(row)

    @Slot()
    def _choose(self) -> None:
        path = choose_plan(self)
        if path is not None:
            self.plan_wanted.emit(path)
