"""Following a programme: beginning it, going on to another phase, stopping, and undoing that."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Slot

from posture_app.errors import sentence
from posture_app.journal.programme import FollowedPhase, PhaseEnd
from posture_app.journal.zones import zone
from posture_app.library.model import Programme
from posture_app.plans import PREFIX
from posture_app.plans.progress import Direction, phase_to_begin
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.store.errors import StoreError
from posture_app.store.programmes import FollowedProgrammes, PhaseTransition
from posture_app.ui.pages.notice import Notice
from posture_app.words.programmes import MOVED

NOTICE: Final = "programme"


class ProgrammeController(QObject):
    """Carries out what the person decides about programmes, and says that it can be taken back."""

    def __init__(self, shared: Shared, records: Records, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices, self._local_time = shared.notices, shared.local_time
        self._records = records

    @Slot(object)
    def follow(self, programme_id: str) -> None:
        """Follow a programme of the library from today on, in its first phase, or a plan again."""
        opened = self._records.opened
        programme = opened and opened.loaded.library.programmes.get(programme_id)
        if opened is None or not programme:
            return
        place = 0
        if programme_id.startswith(PREFIX):  # a plan that was put away goes on where it was left
            phases = [one.id for one in programme.phases]
            try:
                stays = opened.log.programmes.every()
            except StoreError as error:
                self._notices.warn(NOTICE, error.message)
                return
            place = phases.index(phase_to_begin(stays, programme_id, phases))
        self._go_to(programme, place, "stopped", "advanced")

    @Slot()
    def stop(self) -> None:
        """Follow no programme any more."""
        self._end("stopped")

    @Slot(object)
    def go(self, direction: Direction) -> None:
        """Go where the person chose to go."""
        opened = self._records.opened
        followed = None if opened is None else opened.log.programmes.current()
        if opened is None or followed is None:
            return
        programme = opened.loaded.library.programmes.get(followed.programme_id)
        if programme is None:
            return
        place = [one.id for one in programme.phases].index(followed.phase_id)
        match direction:
            case "advance":
                self._go_to(programme, place + 1, "advanced", "advanced")
            case "step_back":
                self._go_to(programme, place - 1, "stepped_back", "stepped_back")
            case "finish":
                self._end("finished")
            case "stay":
                pass

    def _go_to(self, programme: Programme, place: int, ending: PhaseEnd, told: PhaseEnd) -> None:
        phase = programme.phases[place]
        self._change(
            lambda kept: kept.begin(programme.id, programme.name, phase.id, self._today(), ending),
            told,
            phase=phase.name,
        )

    def _end(self, ending: PhaseEnd) -> None:
        opened = self._records.opened
        followed: FollowedPhase | None = None if opened is None else opened.log.programmes.current()
        if followed is not None:
            self._change(
                lambda kept: kept.end(self._today(), ending),
                ending,
                programme=followed.programme_name,
            )

    def _change(
        self,
        change: Callable[[FollowedProgrammes], PhaseTransition],
        told: PhaseEnd,
        **names: str,
    ) -> None:
        opened = self._records.opened
        if opened is None:
            return
        kept = opened.log.programmes
        try:
            made = change(kept)
        except StoreError as error:
            self._notices.warn(NOTICE, error.message)
            return
        self._notices.add(
            Notice(key=NOTICE, text=sentence(MOVED[told], **names), action=sentence("Undo")),
            on_action=lambda: self._take_back(made),
        )
        self._records.note_change()

    def _take_back(self, made: PhaseTransition) -> None:
        opened = self._records.opened
        if opened is None:
            return
        try:
            opened.log.programmes.take_back(made)
        except StoreError as error:
            self._notices.warn(NOTICE, error.message)
            return
        self._notices.withdraw(NOTICE)
        self._records.note_change()

    def _today(self) -> date:
        return self._local_time.now().astimezone(zone(self._local_time.zone)).date()
