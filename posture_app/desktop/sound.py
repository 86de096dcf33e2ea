"""Plays the cues of a session, off the thread of the window.

A cue counts for the moment it belongs to: one that is late is left out, and a new one takes the
place of the old one, so that nothing ever queues up. Where nothing can play, that is told once.
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from posture_app.desktop import tones
from posture_app.desktop.clock import Clock
from posture_app.desktop.players import Player, Playing, players
from posture_app.desktop.private_files import write_privately
from posture_app.errors import Message, reason, sentence

_log = logging.getLogger(__name__)

LATE_S: Final = 0.3
"""A count that is heard later than this belongs to another second."""
HUNG_S: Final = 3.0
"""A player that is busy for this long after its cue's end waits for what never comes."""
_LOOK_AGAIN_S: Final = 0.1
_CLOSE_S: Final = 1.0

NO_PLAYER: Final = sentence(
    "No sound can be played here: no program that plays sound was found. "
    "Sessions run without it; the countdown is on the screen."
)
NO_DEVICE: Final = sentence(
    "No sound can be played here: this computer's sound system does not answer. "
    "Sessions run without it; the countdown is on the screen."
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """What to play, how loud in per cent, and when it was asked for."""

    name: str
    volume: int
    asked_at_s: float


class Sound(QObject):
    """The cues. `play` returns at once and never fails.

    `problem` says why nothing can be played here; it is None while all is well.

    Signals:
        failed: A problem came up; a sentence for the person, told once in the life of the program.
    """

    failed = Signal(object)

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        *,
        volume: int = 70,
        muted: bool = False,
        find_players: Callable[[], Sequence[Player]] = players,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is read, written or started before the first call of `prepare` or `play`.

        Args:
            folder: Where the wave files are kept; made if need be.
            clock: Tells how late a cue is.
            volume: Per cent.
            muted: Play nothing.
            find_players: Tells what can play on this machine; called on the sound's own thread.
            parent: Owner.
        """
        super().__init__(parent)
        self.problem: Message | None = None
        self._told = False
        self._folder = folder
        self._clock = clock
        self._volume, self._muted = volume, muted
        self._find_players = find_players
        self._worker: _Worker | None = None

    def set_volume(self, volume: int, *, muted: bool) -> None:
        """From the next cue on. `volume` is in per cent."""
        self._volume, self._muted = volume, muted

    def prepare(self) -> None:
        """Make the files and find a player, lest the first cue be late: before each session.

        What could not be played before is tried again: devices come and go.
        """
        if self._muted or (self._worker is not None and self._worker.is_alive()):
            return
        self.problem = None
        self._worker = _Worker(
            self._folder, self._volume, self._clock, self._find_players, self._tell
        )
        self._worker.start()

    def play(self, name: str) -> None:
        """Play a cue by its name in `tones.CUES`."""
        if self._muted or self._volume == 0 or self.problem:
            return
        self.prepare()
        if self._worker is not None:
            self._worker.put(_Cue(name, self._volume, self._clock.read().monotonic_s))

    def close(self) -> None:
        """End what is playing and the thread; leaves no program behind."""
        if self._worker is not None:
            self._worker.put(None)
            self._worker.join(_CLOSE_S)

    def _tell(self, problem: Message) -> None:
        """Called on the worker's thread; the signal crosses over to its receivers'."""
        self.problem = problem
        if not self._told:
            self._told = True
            self.failed.emit(problem)


class _Worker(threading.Thread):
    """Owns the players and what is playing; ends when it is told to, or when nothing can play."""

    def __init__(
        self,
        folder: Path,
        volume: int,
        clock: Clock,
        find_players: Callable[[], Sequence[Player]],
        tell: Callable[[Message], None],
    ) -> None:
        super().__init__(name="sound", daemon=True)
        self._asked: queue.Queue[_Cue | None] = queue.Queue(maxsize=1)
        self._folder = folder
        self._volume = volume
        self._clock = clock
        self._find_players = find_players
        self._tell = tell
        self._players: list[Player] = []
        self._cue: _Cue | None = None
        self._current: Playing | None = None
        self._ending: list[Playing] = []

    def put(self, cue: _Cue | None) -> None:
        """Ask for a cue, in place of one that still waits; None ends the thread."""
        # Only the thread of the window puts, so the place is free after what waited is taken out.
        with suppress(queue.Empty):
            self._asked.get_nowait()
        self._asked.put_nowait(cue)

    def run(self) -> None:
        """Make ready, then play what is asked for."""
        self._make_ready()
        while self._players:
            busy = self._current is not None or self._ending
            try:
                cue = self._asked.get(timeout=_LOOK_AGAIN_S if busy else None)
            except queue.Empty:
                if self._look() and self._cue is not None:
                    self._play(self._cue)
                continue
            if cue is None:
                break
            self._look()
            self._end_current()
            self._play(cue)
        self._end_current()
        for playing in self._ending:
            playing.wait()

    def _make_ready(self) -> None:
        self._players = list(self._find_players())
        if not self._players:
            self._tell(NO_PLAYER)
            return
        try:
            wanted = {self._file(name, self._volume) for name in tones.CUES}
            for old in set(self._folder.glob("*.wav")) - wanted:
                old.unlink(missing_ok=True)
        except OSError as error:
            self._give_up(error)

    def _play(self, cue: _Cue) -> None:
        """Play a cue by the first player that can, unless it is late."""
        while self._players and self._age_s(cue) <= LATE_S:
            try:
                path = self._file(cue.name, cue.volume)
            except OSError as error:
                self._give_up(error)
                return
            try:
                self._current, self._cue = self._players[0].play(path), cue
            except OSError:
                self._drop_player()
            else:
                return

    def _look(self) -> bool:
        """Clear away what has ended; has the cue failed, so that another player may try?"""
        self._ending = [playing for playing in self._ending if playing.is_alive()]
        if self._current is None or self._cue is None:
            return False
        if self._current.is_alive():
            if self._age_s(self._cue) > tones.length_s(self._cue.name) + HUNG_S:
                self._end_current()
                self._drop_player()
            return False
        has_failed = self._current.has_failed()
        self._current = None
        if has_failed:
            self._drop_player()
        return has_failed

    def _end_current(self) -> None:
        if self._current is not None:
            self._current.stop()
            self._ending.append(self._current)
            self._current = None

    def _drop_player(self) -> None:
        _log.info("%s cannot play here", self._players.pop(0).name)
        if not self._players:
            self._tell(NO_DEVICE)

    def _give_up(self, error: OSError) -> None:
        _log.warning("the sound files cannot be written: %s", error)
        self._players.clear()
        what = sentence(
            "No sound can be played here: the sound files cannot be written ({reason}). "
            "Sessions run without it; the countdown is on the screen.",
            reason=reason(error),
        )
        self._tell(what)

    def _file(self, name: str, volume: int) -> Path:
        path = self._folder / f"{name}-{tones.RECIPE}-{volume}.wav"
        if not path.exists():
            write_privately(path, tones.wave_file(name, volume))
        return path

    def _age_s(self, cue: _Cue) -> float:
        return self._clock.read().monotonic_s - cue.asked_at_s
