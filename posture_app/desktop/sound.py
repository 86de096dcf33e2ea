"""Plays the cues of a session, off the thread of the window.

A cue counts for the moment it belongs to: one that is late is left out, and a new one takes the
place of the old one, so that nothing ever queues up. Where nothing can play, that is told once.
"""

import logging
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from posture_app.dataclass import dataclass
from posture_app.desktop import tones
from posture_app.desktop.clock import Clock
from posture_app.desktop.players import Player, Playing, players
from posture_app.desktop.private_files import write_privately
from posture_app.errors import Message, reason, sentence

_log = logging.getLogger(__name__)

LATE_S: Final = 0.3
"""A count that is heard later than this belongs to another second."""
ANNOUNCEMENT_LATE_S: Final = 2.0
"""A cue that only announces something is still of use then, as the very first one may be."""
AGAIN_S: Final = 60.0
"""So long after nothing could play, it is tried again: sound systems come and go."""
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
        find_players: Callable[[], Iterable[Player]] = players,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is read, written or started before the first call of `prepare` or `play`.

        Args:
            folder: Where the wave files are kept; made if need be.
            clock: Tells how late a cue is.
            volume: Per cent.
            muted: Play nothing.
            find_players: Tells what can play on this machine, best first; used on the sound's own
                thread, and no further than is needed.
            parent: Owner.
        """
        super().__init__(parent)
        self.problem: Message | None = None
        self._failed_at_s = 0.0
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
        now_s = self._clock.read().monotonic_s
        if self._muted or self._volume == 0:
            return
        if self.problem and now_s - self._failed_at_s < AGAIN_S:
            return
        self.prepare()
        if self._worker is not None:
            self._worker.put(_Cue(name, self._volume, now_s))

    def close(self) -> None:
        """End what is playing and the thread; leaves no program behind."""
        if self._worker is not None:
            self._worker.put(None)
            self._worker.join(_CLOSE_S)

    def _tell(self, problem: Message) -> None:
        """Called on the worker's thread; the signal crosses over to its receivers'."""
        self._failed_at_s = self._clock.read().monotonic_s
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
        find_players: Callable[[], Iterable[Player]],
        tell: Callable[[Message], None],
    ) -> None:
        super().__init__(name="sound", daemon=True)
        self._asked: queue.Queue[_Cue | None] = queue.Queue(maxsize=1)
        self._folder = folder
        self._volume = volume
        self._clock = clock
        self._find_players = find_players
        self._tell = tell
        self._player: Player | None = None
        self._others: Iterator[Player] = iter(())
        self._files_to_make: list[str] = []
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
        """Find a player, then play what is asked for, and make the files ready meanwhile."""
        self._others = iter(self._find_players())
        self._player = next(self._others, None)
        if self._player is None:
            self._tell(NO_PLAYER)
            return
        self._files_to_make = sorted(tones.CUES, key=tones.length_of_notes_s, reverse=True)
        while self._player is not None:
            try:
                cue = self._asked.get(**self._patience())
            except queue.Empty:
                if self._look() and self._cue is not None:
                    self._play(self._cue)
                elif self._files_to_make:
                    self._make_file_ready()
                continue
            if cue is None:
                break
            self._look()
            self._end_current()
            self._play(cue)
        self._end_current()
        for playing in self._ending:
            playing.wait()

    def _patience(self) -> dict[str, Any]:
        """How long to wait for the next cue."""
        if self._files_to_make:
            return {"block": False}
        busy = self._current is not None or self._ending
        return {"timeout": _LOOK_AGAIN_S if busy else None}

    def _make_file_ready(self) -> None:
        """Make one file, the shortest first, so that a cue that is asked for waits but briefly."""
        try:
            self._file(self._files_to_make.pop(), self._volume)
            if not self._files_to_make:
                wanted = {self._path(name, self._volume) for name in tones.CUES}
                for old in set(self._folder.glob("*.wav")) - wanted:
                    old.unlink(missing_ok=True)
        except OSError as error:
            self._give_up(error)

    def _play(self, cue: _Cue) -> None:
        """Play a cue by the first player that can, unless it is late."""
        late_s = ANNOUNCEMENT_LATE_S if cue.name in tones.ANNOUNCING else LATE_S
        while self._player is not None and self._age_s(cue) <= late_s:
            try:
                path = self._file(cue.name, cue.volume)
            except OSError as error:
                self._give_up(error)
                return
            try:
                self._current, self._cue = self._player.play(path), cue
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
        if self._player is not None:
            _log.info("%s cannot play here", self._player.name)
        self._player = next(self._others, None)
        if self._player is None:
            self._tell(NO_DEVICE)

    def _give_up(self, error: OSError) -> None:
        _log.warning("the sound files cannot be written: %s", error)
        self._player = None
        what = sentence(
            "No sound can be played here: the sound files cannot be written ({reason}). "
            "Sessions run without it; the countdown is on the screen.",
            reason=reason(error),
        )
        self._tell(what)

    def _file(self, name: str, volume: int) -> Path:
        path = self._path(name, volume)
        if not path.exists():
            write_privately(path, tones.wave_file(name, volume))
        return path

    def _path(self, name: str, volume: int) -> Path:
        return self._folder / f"{name}-{tones.RECIPE}-{volume}.wav"

    def _age_s(self, cue: _Cue) -> float:
        return self._clock.read().monotonic_s - cue.asked_at_s
