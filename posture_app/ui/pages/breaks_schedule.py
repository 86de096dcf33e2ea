"""Breaks, schedule: the kinds with their settings, the work hours, and a day played by them."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.breaks.settings import BreakKind
from posture_app.ui.pages.breaks_charts import fill_day
from posture_app.ui.pages.breaks_decisions import INSET, DecisionsView
from posture_app.ui.pages.breaks_hours import HoursEditor
from posture_app.ui.pages.breaks_kinds import KindEditor
from posture_app.ui.pages.breaks_snapshots import BreaksSnapshot, SimulatedDay
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import CARD_PAD, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.sections import Sections
from posture_app.words.catalogue import N_, _

HONEST: Final = N_(
    "Short breaks make sitting less uncomfortable for many people. That they keep pain away is "
    "not well shown."
)


class ScheduleView(QWidget):
    """All settings of the breaks.

    Signals:
        kind_changed, kind_removed: The `BreakKind` as it is now, or that is no longer wanted.
        kind_wanted: The person wants one more.
        hours_changed: The `WorkHours`, or None for always.
    """

    kind_changed = Signal(object)
    kind_removed = Signal(object)
    kind_wanted = Signal()
    hours_changed = Signal(object)

    def __init__(self, make: WidgetFactory, sections: Sections) -> None:
        super().__init__()
        self._make = make
        self.editors: dict[str, KindEditor] = {}
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        kinds = self._section(body, _("Your breaks"))
        kinds.addWidget(make.label(_(HONEST), "small", "muted"))
        card = make.card(name="kinds")
        self._kinds = sections.add(to=card.body)
        kinds.addWidget(card)
        self.add = make.button(_("Add a kind of break"), name="kind-add")
        self.add.clicked.connect(self.kind_wanted)
        kinds.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        hours = make.card(name="hours")
        self._hours = make(HoursEditor)
        self._hours.changed.connect(self.hours_changed)
        hours.body.addWidget(self._hours)
        self._section(body, _("Work hours")).addWidget(hours)
        self._played = QWidget()
        played = column(tokens.SPACE_M)
        self._played.setLayout(played)
        title = _("My day with these settings")
        played.addWidget(make.label(title, "heading"))
        preview = make.card(pad=CARD_PAD - INSET, name="preview")
        played.addWidget(preview)
        body.addWidget(self._played)
        self._preview = sections.add(to=preview.body)
        self._preview.body.setContentsMargins(INSET, 0, INSET, 0)
        self._events = make(DecisionsView, "preview", title, "")
        preview.body.addWidget(self._events)

    def show_snapshot(self, snapshot: BreaksSnapshot) -> None:
        """Draw what is another than before; nothing is told back."""
        self.show_kinds(snapshot.settings.kinds)
        self._hours.show_hours(snapshot.settings.work)
        preview = snapshot.preview
        self._played.setVisible(preview is not None)
        self._preview.show_value(preview, self._draw_preview)
        self._events.show_decisions(() if preview is None else preview.events)

    def show_kinds(self, kinds: Sequence[BreakKind]) -> None:
        """Show these kinds; those that are there stay as they are, folded or not."""
        self._kinds.show_value(tuple(kind.id for kind in kinds), partial(self._draw_kinds, kinds))
        for kind in kinds:
            self.editors[kind.id].show_kind(kind)

    def _section(self, body: QVBoxLayout, title: str) -> QVBoxLayout:
        inner = column(tokens.SPACE_M)
        inner.addWidget(self._make.label(title, "heading"))
        body.addLayout(inner)
        return inner

    def _draw_kinds(
        self, kinds: Sequence[BreakKind], body: QVBoxLayout, _ids: Sequence[str]
    ) -> None:
        self.editors = {}
        for place, kind in enumerate(kinds):
            if place:
                body.addWidget(self._make.hairline())
            editor = self.editors[kind.id] = self._make(KindEditor, kind)
            editor.changed.connect(self.kind_changed)
            editor.removed.connect(self._remove)
            body.addWidget(editor)

    def _draw_preview(self, body: QVBoxLayout, preview: SimulatedDay | None) -> None:
        if preview is None:
            return
        if preview.about:
            body.addWidget(self._make.label(preview.about, "small", "muted"))
        fill_day(self._make, body, preview.day, "preview-line")

    @Slot(object)
    def _remove(self, kind: BreakKind) -> None:
        self.add.setFocus()  # what had it goes
        self.kind_removed.emit(kind)
