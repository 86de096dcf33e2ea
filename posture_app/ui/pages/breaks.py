"""Breaks: what comes now, the schedule, and why, as three views under one head."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from posture_app.breaks.hours import WorkHours
from posture_app.breaks.settings import BreakKind
from posture_app.ui.page_targets import BreaksTarget
from posture_app.ui.pages.base import Page
from posture_app.ui.pages.breaks_kinds import new_kind
from posture_app.ui.pages.breaks_now import NowView
from posture_app.ui.pages.breaks_schedule import ScheduleView
from posture_app.ui.pages.breaks_snapshots import BreaksSnapshot
from posture_app.ui.pages.breaks_why import NO_KEYS, WhyView
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.sections import Sections, order_focus
from posture_app.ui.widgets.snackbar import Snackbar
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words.breaks import kind_name
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.page_parts import BreaksPart, views_of_breaks

OFF: Final = N_(
    "A short movement after half an hour of activity and a longer one after an hour. Breaks that "
    "you take by yourself count, and calls and films are not interrupted."
)
FAILED: Final = N_(
    "You have turned them on, and none will come until they can be started. What happened is in "
    "the program's diagnostics."
)


class BreaksPage(Page):
    """All about breaks.

    Signals:
        event_wanted: What the breaks are to be told, an `Event`.
        care_wanted: Show what to take care of in the break that is on.
        self_test_wanted: The person asked for it.
        settings_changed: The `BreakSettings` as they are now.
        turn_on_wanted: The person wants breaks.
        try_wanted: Breaks that could not be started are to be tried again.
        looked_at: Whether somebody can see the page, when that changes.
    """

    event_wanted = Signal(object)
    care_wanted = Signal()
    settings_changed = Signal(object)
    self_test_wanted = Signal()
    turn_on_wanted = Signal()
    try_wanted = Signal()
    looked_at = Signal(bool)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make)
        self._snapshot: BreaksSnapshot | None = None
        self._scroll = make.scroll_page(READING_PX)
        self.views.addWidget(self._scroll)
        self._off = self._make_off()
        self.views.addWidget(self._off)
        self._failed = self._make_failed()
        self.views.addWidget(self._failed)
        body = self._scroll.column
        body.addWidget(make.label(pgettext("page", "Breaks"), "display"))
        self._choice = make.segments(
            [Option(key, name) for key, name in views_of_breaks().items()],
            pgettext("choice of what is shown", "Show"),
            "breaks-view",
        )
        self._choice.chosen.connect(self.show_view)
        body.addWidget(self._choice)
        self._problem = make.label("", "body", "caution")
        self._problem.setObjectName("breaks-problem")
        self._problem.hide()
        body.addWidget(self._problem)
        self._sections = Sections(self._scroll)
        self.now = make(NowView, self._sections)
        self.now.event_wanted.connect(self.event_wanted)
        self.now.care_wanted.connect(self.care_wanted)
        self.now.schedule_wanted.connect(self._show_schedule)
        self.schedule = make(ScheduleView, self._sections)
        self.schedule.kind_changed.connect(self._kind_changed)
        self.schedule.kind_removed.connect(self._remove_kind)
        self.schedule.kind_wanted.connect(self._add_kind)
        self.schedule.hours_changed.connect(self._hours_changed)
        self.why = make(WhyView, self._sections)
        self.why.self_test_wanted.connect(self.self_test_wanted)
        for view in self._views.values():
            body.addWidget(view)
        body.addStretch(1)
        self._snackbar = make(Snackbar, self)
        self._snackbar.acted.connect(self._put_back)
        self.show_view("now")

    @property
    def _views(self) -> Mapping[BreaksPart, QWidget]:
        return {"now": self.now, "schedule": self.schedule, "why": self.why}

    @Slot(object)
    def show_view(self, wanted: BreaksPart) -> None:
        """Go to one of the views, at its beginning."""
        self._choice.set_value(wanted)
        for key, view in self._views.items():
            view.setVisible(key == wanted)
        self._scroll.fit()
        self._scroll.verticalScrollBar().setValue(0)

    def show_details(self, target: BreaksTarget) -> None:
        """Go to one of the views."""
        self.show_view(target.part)

    def show_snapshot(self, snapshot: BreaksSnapshot) -> None:
        """Draw what is another than before; nothing is told back."""
        before, self._snapshot = self._snapshot, snapshot
        if before == snapshot:
            return
        if not snapshot.on:
            self._snapshot = None
            self._why_failed.setText(
                _("What stood in the way: {reason}.").format(reason=snapshot.failed)
            )
            self.views.setCurrentWidget(self._failed if snapshot.failed else self._off)
            return
        self._problem.setText(snapshot.problem)
        self._problem.setVisible(bool(snapshot.problem))
        with self._sections.drawing():
            self.now.show_snapshot(snapshot)
            self.schedule.show_snapshot(snapshot)
            self.why.show_snapshot(snapshot)
        self.views.setCurrentWidget(self._scroll)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self.looked_at.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self.looked_at.emit(False)

    def _make_off(self) -> ScrollPage:
        about: list[str | Label] = [_(OFF), _(NO_KEYS)]
        turn_on = self.make.button(_("Turn breaks on"), "primary", name="turn-on")
        turn_on.clicked.connect(self.turn_on_wanted)
        return self._make_without("breaks-off", _("Breaks are turned off"), about, turn_on)

    def _make_failed(self) -> ScrollPage:
        self._why_failed = self.make.label("", "body", "caution")
        about: list[str | Label] = [self._why_failed, _(FAILED)]
        again = self.make.button(_("Try again"), "primary", name="breaks-again")
        again.clicked.connect(self.try_wanted)
        return self._make_without("breaks-failed", _("Breaks could not be started"), about, again)

    def _make_without(
        self, name: str, title: str, about: Sequence[str | Label], action: Button
    ) -> ScrollPage:
        """The page while there are no breaks: what that means, and the one thing to do."""
        scroll = self.make.scroll_page(READING_PX)
        scroll.column.addWidget(self.make.label(pgettext("page", "Breaks"), "display"))
        scroll.column.addWidget(self.make(StateCard, "sitting", title, about, action, name=name))
        scroll.column.addStretch(1)
        return scroll

    @Slot()
    def _show_schedule(self) -> None:
        self.show_view("schedule")

    @Slot(object)
    def _kind_changed(self, kind: BreakKind) -> None:
        self._set_kinds([kind if one.id == kind.id else one for one in self._kinds()])

    @Slot()
    def _add_kind(self) -> None:
        if self._snapshot is not None:
            kind = new_kind(self._kinds())
            self._set_kinds([*self._kinds(), kind])
            self.schedule.editors[kind.id].unfold()
            self._scroll.fit()
            order_focus(self._scroll)
            # When all is laid out: what is to be written first must be seen, with as much of the
            # rest as there is room for.
            QTimer.singleShot(0, self, self._show_new)

    @Slot()
    def _show_new(self) -> None:
        self._scroll.ensureWidgetVisible(self.schedule.add)
        written = self.focusWidget()
        if written is not None:
            self._scroll.ensureWidgetVisible(written)

    @Slot(object)
    def _remove_kind(self, kind: BreakKind) -> None:
        kinds = self._kinds()
        place = next((n for n, one in enumerate(kinds) if one.id == kind.id), len(kinds))
        self._set_kinds([one for one in kinds if one.id != kind.id])
        told = _("{name}: removed.").format(name=kind_name(kind))
        self._snackbar.tell(told, _("Undo"), (place, kind))

    @Slot(object)
    def _put_back(self, removed: tuple[int, BreakKind]) -> None:
        (place, kind), kinds = removed, list(self._kinds())
        if not any(one.id == kind.id for one in kinds):
            kinds.insert(place, kind)
            self._set_kinds(kinds)

    def _kinds(self) -> Sequence[BreakKind]:
        return () if self._snapshot is None else self._snapshot.settings.kinds

    def _set_kinds(self, kinds: Sequence[BreakKind]) -> None:
        if self._snapshot is not None:
            self.schedule.show_kinds(kinds)
            settings = replace(self._snapshot.settings, kinds=tuple(kinds))
            self._tell(replace(self._snapshot, settings=settings))

    @Slot(object)
    def _hours_changed(self, work: WorkHours | None) -> None:
        if self._snapshot is not None:
            settings = self._snapshot.settings
            self._tell(replace(self._snapshot, settings=replace(settings, work=work)))

    def _tell(self, snapshot: BreaksSnapshot) -> None:
        self._snapshot = snapshot
        self._scroll.fit()
        order_focus(self._scroll)
        self.settings_changed.emit(snapshot.settings)
