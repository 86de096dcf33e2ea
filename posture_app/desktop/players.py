"""What can play a wave file on this machine, best first.

Many Linux desktops come with PipeWire's or PulseAudio's own player: one program for each cue, which
we start ourselves. Everywhere else playsound3 plays; on Linux it knows gst-play, ffplay, and aplay
where mpg123 is there as well; aplay alone, which is enough for wave files, goes last.
"""

import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

from posture_app.dataclass import dataclass

_log = logging.getLogger(__name__)
_PROGRAMS: Final = (("pw-play",), ("paplay",))
_LAST_PROGRAM: Final = ("aplay", "--quiet")


class Playing(Protocol):
    """A sound that was started."""

    def is_alive(self) -> bool:
        """Does it still play? Also clears away the program that played it."""
        ...

    def has_failed(self) -> bool:
        """Has it ended by an error, such as no device to play on?"""
        ...

    def stop(self) -> None:
        """End it; does not wait for the end."""
        ...

    def wait(self) -> None:
        """Wait for the end."""
        ...


@dataclass(frozen=True, slots=True)
class Player:
    """A way to play; `play` raises OSError where it cannot start."""

    name: str
    play: Callable[[Path], Playing]


def players() -> Iterator[Player]:
    """Every player of this machine, found one by one: most need only the first.

    To import playsound3 takes a while, as it tries its back ends then.
    """
    yield from (_program(command) for command in _PROGRAMS if shutil.which(command[0]))
    logging.getLogger("playsound3").setLevel(logging.ERROR)  # that nothing plays, we tell ourselves
    try:
        import playsound3  # noqa: PLC0415 - costs tens of milliseconds and starts programs
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        _log.warning("playsound3 cannot be imported: %s", error)
        return
    theirs = dict.fromkeys([playsound3.DEFAULT_BACKEND, *playsound3.AVAILABLE_BACKENDS])
    yield from (_playsound(name) for name in theirs if name is not None)
    if shutil.which(_LAST_PROGRAM[0]):
        yield _program(_LAST_PROGRAM)


def _playsound(backend: str) -> Player:
    def play(path: Path) -> Playing:
        from playsound3 import PlaysoundException, playsound  # noqa: PLC0415 - see `players`

        try:
            return _Process(playsound(path, block=False, backend=backend).subprocess)
        except PlaysoundException as error:
            raise OSError(str(error)) from error

    return Player(backend, play)


def _program(command: Sequence[str]) -> Player:
    def play(path: Path) -> Playing:
        quiet = subprocess.DEVNULL
        return _Process(subprocess.Popen([*command, path], stdin=quiet, stdout=quiet, stderr=quiet))

    return Player(command[0], play)


class _Process:
    """What plays: a program that was started, or what playsound3 gives for one."""

    def __init__(self, process: "_Started") -> None:
        self._process = process

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def has_failed(self) -> bool:
        # Below 0 it was ended by a signal, as `stop` does.
        return (self._process.poll() or 0) > 0

    def stop(self) -> None:
        self._process.terminate()

    def wait(self) -> None:
        self._process.wait()


class _Started(Protocol):
    """What `subprocess.Popen` and playsound3's players have in common."""

    def poll(self) -> int | None: ...

    def wait(self) -> int: ...

    def terminate(self) -> None: ...
