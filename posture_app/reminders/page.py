"""The Breaks page in the running program: filled while it is looked at, its wishes carried out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Protocol, cast

from PySide6.QtCore import QObject, QTimer, SignalInstance, Slot

from posture_app.breaks.events import Event
from posture_app.breaks.settings import Settings
from posture_app.desk import Desk
from posture_app.journal.breaks import BreakRecord, Stretch, week_bounds
from posture_app.journal.zones import zone
from posture_app.reminders.days import day_view, week_counts
from posture_app.reminders.preview import preview
from posture_app.reminders.tray import tray_snapshot
from posture_app.store.errors import StoreError
from posture_app.ui.pages.breaks_snapshots import (
    BreaksSnapshot,
    DayCounts,
    DayView,
    Decision,
    Preview,
    SensorRow,
)
from posture_app.ui.tray import TraySnapshot
from posture_app.words import formats

if TYPE_CHECKING:
    from posture_app.desktop.sensors.model import Health
    from posture_app.reminders.reminders import Reminders
    from posture_app.ui.main_window import MainWindow
    from posture_app.ui.pages.breaks import BreaksPage

KEY: Final = "breaks"
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


class TestedSensors(Protocol):
    """What is asked of the sensors: `desktop.sensors.Sensors`."""

    @property
    def tested(self) -> SignalInstance:
        """A self-test is over."""
        ...

    def healths(self) -> "tuple[Health, ...]":
        """How each question is answered."""
        ...

    def self_test(self) -> None:
        """Ask everything now."""
        ...


class BreaksRoom(QObject):
    """Shows the reminders on the window's Breaks page, while there is somebody to look at it."""

    def __init__(self, window: "MainWindow", desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._desk = window, desk
        self._page: BreaksPage | None = None
        self._shown = False
        self._reminders: Reminders | None = None
        self._history: DayHistory | None = None
        self._problem = self._log_problem = ""
        self._asks = False
        self._testing = False
        self._result = ""
        self._pending: Settings | None = None
        self._known: dict[str, tuple[object, object]] = {}
        self._due = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_MS)
        self._keep.timeout.connect(self.keep)
        window.page_opened.connect(self._opened)
        window.quit_requested.connect(self.keep)
        if window.open_page_key == KEY:
            self._opened(KEY)

    @Slot(object)
    def attach(self, reminders: "Reminders | None") -> None:
        """Show these reminders from now on; None where there are none, as breaks are off."""
        if self._reminders is not None:
            self._reminders.changed.disconnect(self._changed)
            self._reminders.refused.disconnect(self._refused)
            self._sensors(self._reminders).tested.disconnect(self._tested)
        self._keep.stop()
        self._pending, self._testing, self._problem, self._result = None, False, "", ""
        self._known.clear()
        self._reminders = reminders
        if reminders is not None:
            reminders.changed.connect(self._changed)
            reminders.refused.connect(self._refused)
            self._sensors(reminders).tested.connect(self._tested)
        self._look()

    @Slot(object)
    def use_history(self, history: DayHistory | None) -> None:
        """Take the day and the week from this log; None where there is none."""
        self._history = history
        self._known.clear()
        self._look()

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

    @Slot(object)
    def _opened(self, key: str) -> None:
        if key != KEY or self._page is not None:
            return
        page = cast("BreaksPage", self._window.page(KEY))
        self._page = page
        page.looked_at.connect(self._looked_at)
        page.event_wanted.connect(self._tell)
        page.settings_changed.connect(self._set)
        page.self_test_wanted.connect(self._test)
        self._looked_at(page.isVisible())

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
        if self._shown:
            self._again.start()
            self._window.show_breaks(self._snapshot())

    def _counts_down(self) -> bool:
        """Whether seconds are shown."""
        state = self._reminders.state if self._reminders is not None else None
        return state is not None and bool(state.notice or state.running)

    def _snapshot(self) -> BreaksSnapshot:
        reminders = self._reminders
        if reminders is None:
            off = TraySnapshot(state="off")
            return BreaksSnapshot(now=self._desk.now(), status=off, settings=Settings(), on=False)
        state = reminders.state
        now = self._desk.now().astimezone(zone(state.zone)).replace(second=0, microsecond=0)
        today, week = self._day_and_week(reminders, now)
        settings = self._pending or reminders.settings
        return BreaksSnapshot(
            now=now,
            status=tray_snapshot(state, self._desk.clock.read().boot_s, by_the_second=True),
            settings=settings,
            explained=tuple(reminders.explain()),
            today=today,
            week=week,
            why=self._why(reminders),
            preview=self._preview(settings, now.date(), state.zone),
            sensors=tuple(
                SensorRow(
                    label=one.label,
                    sensor=one.sensor,
                    value=one.value,
                    state=one.state.value,
                    sentence=f"{one.sentence[:1].upper()}{one.sentence[1:]}",
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
        key = now, time_zone, settings, self._latest(reminders)
        known = self._known.get("days")
        if known is None or known[0] != key:
            self._log_problem = ""
            try:
                since, until = week_bounds(now.date(), time_zone)
                records = history.records(since, until)
                stretches = history.stretches(since, until)
            except StoreError as error:
                self._log_problem = str(error)
                return None, ()
            today = day_view(records, stretches, settings, now)
            week = week_counts(records, stretches, settings, now, time_zone)
            known = self._known["days"] = key, (today, week)
        return cast("tuple[DayView | None, tuple[DayCounts, ...]]", known[1])

    def _why(self, reminders: "Reminders") -> tuple[Decision, ...]:
        place = zone(reminders.state.zone)
        key = self._latest(reminders), reminders.state.zone
        known = self._known.get("why")
        if known is None or known[0] != key:
            words = tuple(
                Decision(reminders.decided_at(one).astimezone(place), reminders.why(one))
                for one in reversed(reminders.decisions)
            )
            known = self._known["why"] = key, words
        return cast("tuple[Decision, ...]", known[1])

    def _preview(self, settings: Settings, today: date, time_zone: str) -> Preview:
        key = settings, today, time_zone
        known = self._known.get("preview")
        if known is None or known[0] != key:
            known = self._known["preview"] = key, preview(settings, today, time_zone)
        return cast("Preview", known[1])

    def _latest(self, reminders: "Reminders") -> object:
        """Another value after each decision."""
        decisions = reminders.decisions
        last = decisions[-1] if decisions else None
        return len(decisions), last and (last.at_ms, last.what, last.kind)

    def _sensors(self, reminders: "Reminders") -> TestedSensors:
        return cast("TestedSensors", reminders.sensors)

    # What the person wants

    @Slot(object)
    def _tell(self, event: Event) -> None:
        if self._reminders is not None:
            self._problem = ""
            self._asks = True
            self._reminders.tell(event)
            self._asks = False
            self._look()

    @Slot(object)
    def _set(self, settings: Settings) -> None:
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
    def _tested(self, healths: "Sequence[Health]") -> None:
        answered = sum(bool(one.sensor) for one in healths)
        when = formats.time_of_day(self._desk.now().astimezone(zone(self._zone())))
        self._testing = False
        self._result = f"Tested at {when}: {answered} of {len(healths)} were answered."
        self._look()

    def _zone(self) -> str:
        return self._desk.time_zone if self._reminders is None else self._reminders.state.zone

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        if not self._asks:
            return  # whoever else asked is answered there
        self._problem = f"{sentence[:1].upper()}{sentence[1:]}."
        self._look()
