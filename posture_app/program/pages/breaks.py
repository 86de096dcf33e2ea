"""The page Breaks: filled while it is looked at, its wishes carried out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Protocol, cast

from PySide6.QtCore import QObject, QTimer, SignalInstance, Slot

from posture_app.breaks.effects import Refused
from posture_app.breaks.events import Event
from posture_app.breaks.settings import BreakSettings
from posture_app.breaks.state import SchedulerState
from posture_app.breaks.view import view
from posture_app.errors import Message
from posture_app.journal.breaks import BreakRecord, Stretch, week_bounds
from posture_app.journal.zones import zone
from posture_app.program.cached_value import CachedValue
from posture_app.program.pages.base import PageController
from posture_app.program.shared import Shared
from posture_app.program.tray import tray_snapshot
from posture_app.reminders.days import day_view, week_counts
from posture_app.reminders.preview import preview
from posture_app.store.errors import StoreError
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.breaks import BreaksPage
from posture_app.ui.pages.breaks_snapshots import (
    BreaksSnapshot,
    DayCounts,
    DayView,
    Decision,
    SensorRow,
    SimulatedDay,
)
from posture_app.ui.tray import TraySnapshot
from posture_app.words import formats
from posture_app.words.breaks import decision, explained, explained_besides, name_of, refusal
from posture_app.words.breaks_on_screen import next_break
from posture_app.words.catalogue import ngettext, said
from posture_app.words.sensors import last_answer

if TYPE_CHECKING:
    from posture_app.desktop.sensors.model import SensorHealth
    from posture_app.reminders.reminders import Reminders

_AGAIN_MS: Final = 1000
"""The page is filled at most this often."""
_KEEP_MS: Final = 400
"""Who steps through values has made up their mind when nothing was pressed for so long."""


class DayHistory(Protocol):
    """What is asked of the log: `store.breaks.BreakHistory`."""

    def records(self, since: datetime, until: datetime) -> Sequence[BreakRecord]:
        """The breaks that began in a time, oldest first."""
        ...

    def stretches(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """The stretches that reach into a time, oldest first."""
        ...


class PageBreaksLike(Protocol):
    """What is asked of the breaks: `program.breaks.RunningBreaks`."""

    @property
    def failed(self) -> Message | str:
        """Why there are none though the person wants them; "" where nothing went wrong."""
        ...

    def try_again(self) -> None:
        """Start what could not be started."""
        ...


class TestedSensors(Protocol):
    """What is asked of the sensors: `desktop.sensors.Sensors`."""

    @property
    def tested(self) -> SignalInstance:
        """A self-test is over."""
        ...

    def healths(self) -> "tuple[SensorHealth, ...]":
        """How each question is answered."""
        ...

    def self_test(self) -> None:
        """Ask everything now."""
        ...


class BreaksController(PageController):
    """Shows the reminders, while there is somebody to look at them."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        breaks: PageBreaksLike,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "breaks", parent)
        self._shared, self._breaks = shared, breaks
        self._page: BreaksPage | None = None
        self._shown = False
        self._reminders: Reminders | None = None
        self._history: DayHistory | None = None
        self._problem = self._log_problem = ""
        self._testing = False
        self._result = ""
        self._pending: BreakSettings | None = None
        self._days: CachedValue[tuple[DayView | None, tuple[DayCounts, ...]]] = CachedValue()
        self._decisions: CachedValue[tuple[Decision, ...]] = CachedValue()
        self._ahead: CachedValue[SimulatedDay] = CachedValue()
        self._due = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_MS)
        self._keep.timeout.connect(self.keep)
        shared.requests.quit_wanted.connect(self.keep)
        self.follow()

    def use(self, page: BreaksPage) -> None:
        """Hear what the person wants."""
        self._page = page
        page.looked_at.connect(self._looked_at)
        page.event_wanted.connect(self._tell)
        page.care_wanted.connect(self._read_care)
        page.settings_changed.connect(self._set)
        page.self_test_wanted.connect(self._test)
        page.turn_on_wanted.connect(self._turn_on)
        page.try_wanted.connect(self._try_again)
        self._shown = page.isVisible()

    def fill(self) -> None:
        """Show how the breaks stand."""
        self._look()

    @Slot(object)
    def attach(self, reminders: "Reminders | None") -> None:
        """Show these reminders from now on; None where breaks are off or could not be started."""
        if self._reminders is not None:
            self._reminders.changed.disconnect(self._changed)
            self._sensors(self._reminders).tested.disconnect(self._tested)
        self._keep.stop()
        self._pending, self._testing, self._problem, self._result = None, False, "", ""
        for kept in (self._days, self._decisions, self._ahead):
            kept.forget()
        self._reminders = reminders
        if reminders is not None:
            reminders.changed.connect(self._changed)
            self._sensors(reminders).tested.connect(self._tested)
        self._look()

    @Slot(object)
    def use_history(self, history: DayHistory | None) -> None:
        """Take the day and the week from this log; None where there is none."""
        self._history = history
        self._days.forget()
        self._look()

    @Slot()
    def forget_history(self) -> None:
        """The log is about to be closed."""
        self.use_history(None)

    @Slot()
    def keep(self) -> None:
        """Let what was set on the page count now."""
        self._keep.stop()
        if self._pending is not None and self._reminders is not None:
            settings, self._pending = self._pending, None
            self._problem = self._reminders.change_settings(settings)
            self._look()

    @Slot(bool)
    def _looked_at(self, looked_at: bool) -> None:
        self._shown = looked_at
        if looked_at:
            self._look()
        else:
            self._again.stop()
            self._due = False
            self._problem = ""
            self.keep()

    # What is shown

    @Slot()
    def _changed(self) -> None:
        if self._again.isActive():
            self._due = True
        else:
            self._look()

    @Slot()
    def _look_again(self) -> None:
        if self._due or self._counts_down():
            self._look()

    @Slot()
    def _look(self) -> None:
        self._due = False
        if self._shown and self._page is not None:
            self._again.start()
            self._page.show_snapshot(self._snapshot())

    def _counts_down(self) -> bool:
        """Whether seconds are shown."""
        state = self._reminders.state if self._reminders is not None else None
        return state is not None and bool(state.notice or state.running)

    def _snapshot(self) -> BreaksSnapshot:
        reminders = self._reminders
        if reminders is None:
            off = TraySnapshot(state="off")
            return BreaksSnapshot(
                now=self._shared.local_time.now(),
                status=off,
                settings=BreakSettings(),
                on=False,
                failed=said(self._breaks.failed),
            )
        state, now_s = reminders.state, self._shared.clock.read().boot_s
        now = (
            self._shared.local_time.now()
            .astimezone(zone(state.zone))
            .replace(second=0, microsecond=0)
        )
        today, week = self._day_and_week(reminders, now)
        settings = self._pending or reminders.settings
        return BreaksSnapshot(
            now=now,
            status=tray_snapshot(state, now_s, by_the_second=True, can_read=reminders.can_read),
            settings=settings,
            below=(*explained_besides(state, now_s), *_ahead(state, now_s)),
            explained=tuple(explained(state, now_s)),
            today=today,
            week=week,
            why=self._why(reminders),
            preview=self._preview(settings, now.date(), state.zone),
            sensors=tuple(
                SensorRow(
                    label=said(one.label),
                    answer=last_answer(one.sensor, one.value) if one.sensor else "",
                    state=one.state.value,
                    sentence=said(one.sentence),
                )
                for one in self._sensors(reminders).healths()
            ),
            testing=self._testing,
            tested=self._result,
            problem=self._problem or self._log_problem,
        )

    def _day_and_week(
        self, reminders: "Reminders", now: datetime
    ) -> tuple[DayView | None, tuple[DayCounts, ...]]:
        history, time_zone = self._history, reminders.state.zone
        if history is None:
            return None, ()
        settings = reminders.settings

        def read() -> tuple[DayView | None, tuple[DayCounts, ...]]:
            since, until = week_bounds(now.date(), time_zone)
            records = history.records(since, until)
            stretches = history.stretches(since, until)
            return (
                day_view(records, stretches, settings, now),
                week_counts(records, stretches, settings, now, time_zone),
            )

        self._log_problem = ""
        try:
            return self._days.get((now, time_zone, settings, self._latest(reminders)), read)
        except StoreError as error:
            self._log_problem = said(error.message)
            return None, ()

    def _why(self, reminders: "Reminders") -> tuple[Decision, ...]:
        place = zone(reminders.state.zone)
        key = self._latest(reminders), reminders.state.zone
        return self._decisions.get(
            key,
            lambda: tuple(
                Decision(
                    reminders.decided_at(one).astimezone(place), decision(reminders.state, one)
                )
                for one in reversed(reminders.decisions)
            ),
        )

    def _preview(self, settings: BreakSettings, today: date, time_zone: str) -> SimulatedDay:
        key = settings, today, time_zone
        return self._ahead.get(key, lambda: preview(settings, today, time_zone))

    def _latest(self, reminders: "Reminders") -> object:
        """Another value after each decision."""
        decisions = reminders.decisions
        last = decisions[-1] if decisions else None
        return len(decisions), last

    def _sensors(self, reminders: "Reminders") -> TestedSensors:
        return cast("TestedSensors", reminders.sensors)

    # What the person wants

    @Slot()
    def _read_care(self) -> None:
        if self._reminders is not None:
            self._reminders.read()

    @Slot(object)
    def _tell(self, event: Event) -> None:
        if self._reminders is not None:
            effects = self._reminders.tell(event)
            refused = [refusal(one) for one in effects if isinstance(one, Refused)]
            self._problem = refused[0] if refused else ""
            self._look()

    @Slot()
    def _turn_on(self) -> None:
        self._shared.preferences.change(breaks=True)

    @Slot()
    def _try_again(self) -> None:
        self._breaks.try_again()

    @Slot(object)
    def _set(self, settings: BreakSettings) -> None:
        self._pending = settings
        self._keep.start()
        self._look()

    @Slot()
    def _test(self) -> None:
        if self._reminders is not None:
            self._testing = True
            self._sensors(self._reminders).self_test()
            self._look()

    @Slot(object)
    def _tested(self, healths: "Sequence[SensorHealth]") -> None:
        answered = sum(bool(one.sensor) for one in healths)
        when = formats.time_of_day(self._shared.local_time.now().astimezone(zone(self._zone())))
        self._testing = False
        self._result = ngettext(
            "Tested at {time}: {answered} of {count} was answered.",
            "Tested at {time}: {answered} of {count} were answered.",
            len(healths),
        ).format(time=when, answered=answered, count=len(healths))
        self._look()

    def _zone(self) -> str:
        return (
            self._shared.local_time.zone if self._reminders is None else self._reminders.state.zone
        )


def _ahead(state: SchedulerState, now_s: float) -> tuple[str, ...]:
    """The breaks after the next one, told to the minute as the next one is."""
    now = view(state, now_s)
    if now.doing != "counting" or now.quiet:
        return ()
    later = [one for one in now.kinds if one.kind != now.next_kind and not one.snoozed]
    later.sort(key=lambda one: one.due_in_s)
    return tuple(next_break(name_of(state.settings, one.kind), one.due_in_s, ()) for one in later)
