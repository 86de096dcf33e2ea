"""The page Move: programmes, routines and exercises, to be looked at, followed and played."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, Slot

from posture_app.journal.programme import FollowedPhase
from posture_app.journal.zones import zone
from posture_app.plans import PREFIX
from posture_app.program.health import safety_of
from posture_app.program.pages.base import LibraryController
from posture_app.program.player import SessionPlayer
from posture_app.program.programmes import ProgrammeController
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.store.errors import StoreError
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.move import MovePage
from posture_app.ui.pages.received_plans import PutAwayPlan


class MoveController(LibraryController):
    """Shows the library, and plays what is in it."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        player: SessionPlayer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "move", records, parent)
        self._player, self._health, self._local_time = player, shared.health, shared.local_time
        self._requests = shared.requests
        self._programmes = ProgrammeController(shared, records, self)
        records.changed.connect(self._show_followed)
        self._health.changed.connect(self._show_health)
        self.follow()

    def fill(self) -> None:
        """Show the library that is loaded, and what of it fits the person."""
        super().fill()
        self._show_health()
        self._show_followed()

    @Slot()
    def _show_health(self) -> None:
        page = self._window.built.get("move")
        if isinstance(page, MovePage) and self._records.opened is not None:
            page.show_safety(safety_of(self._health))

    @Slot()
    def _show_followed(self) -> None:
        page, opened = self._window.built.get("move"), self._records.opened
        if not isinstance(page, MovePage) or opened is None:
            return
        log, time = opened.log, self._local_time
        try:
            followed = log.programmes.current()
            away = put_away_plans(log.plans.put_away(), log.programmes.every(), time.zone)
        except StoreError as error:
            self._records.report(error)
            return
        page.show_followed({} if followed is None else {followed.programme_id: followed.phase_id})
        page.show_put_away(away)

    def use(self, page: MovePage) -> None:
        """Hear what is to be played."""
        page.play_routine_requested.connect(self._player.play_routine)
        page.play_exercise_requested.connect(self._player.play_exercise)
        page.workplace_requested.connect(self._requests.workplace_wanted)
        page.follow_requested.connect(self._follow)
        page.plan_wanted.connect(self._requests.plan_wanted)
        page.stop_following_requested.connect(self._programmes.stop)

    @Slot(object)
    def _follow(self, programme_id: str) -> None:
        """Follow a programme, and show what it asks for today."""
        self._programmes.follow(programme_id)
        self._window.visit("today")


def put_away_plans(
    plans: Iterable[tuple[str, datetime]], stays: Iterable[FollowedPhase], time_zone: str
) -> tuple[PutAwayPlan, ...]:
    """The plans that were followed once and do not count now, with the names that they had.

    Args:
        plans: Their ids, and when they came in last.
        stays: All stays in phases, in their order.
        time_zone: Where the person is.
    """
    names = {one.programme_id: one.programme_name for one in stays}
    return tuple(
        PutAwayPlan(plan_id, names[f"{PREFIX}{plan_id}"], at.astimezone(zone(time_zone)).date())
        for plan_id, at in plans
        if f"{PREFIX}{plan_id}" in names
    )
