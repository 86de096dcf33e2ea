"""What can play a wave file on this machine, best first.

playsound3 plays; on Linux it knows gst-play, ffplay, and aplay where mpg123 is there as well. Many
desktops come with none of these but with PipeWire's or PulseAudio's own player, so those go first;
and aplay alone is enough for wave files.
"""

import logging
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from playsound3.playsound3 import Sound, SoundBackend

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


def players() -> Sequence[Player]:
    """Every player of this machine. Takes a while: playsound3 tries its back ends when imported."""
    logging.getLogger("playsound3").setLevel(logging.ERROR)  # that nothing plays, we tell ourselves
    try:
        import playsound3  # noqa: PLC0415 - costs tens of milliseconds and starts programs
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        _log.warning("playsound3 cannot be imported: %s", error)
        return ()
    theirs = dict.fromkeys([playsound3.DEFAULT_BACKEND, *playsound3.AVAILABLE_BACKENDS])
    names = [name for name in theirs if name is not None]
    return [
        *(_program(command) for command in _PROGRAMS if shutil.which(command[0])),
        *(_playsound(name) for name in names),
        *(_program(command) for command in [_LAST_PROGRAM] if shutil.which(command[0])),
    ]


def _playsound(backend: str) -> Player:
    def play(path: Path) -> Playing:
        from playsound3 import PlaysoundException, playsound  # noqa: PLC0415 - see `players`

        try:
            return _Playing(playsound(path, block=False, backend=backend))
        except PlaysoundException as error:
            raise OSError(str(error)) from error

    return Player(backend, play)


def _program(command: Sequence[str]) -> Player:
    def play(path: Path) -> Playing:
        from playsound3.playsound3 import Sound  # noqa: PLC0415 - see `players`

        return _Playing(Sound(str(path), block=False, backend=_backend(command)))

    return Player(command[0], play)


def _backend(command: Sequence[str]) -> "SoundBackend":
    from playsound3.playsound3 import (  # noqa: PLC0415 - see `players`
        SoundBackend,
        run_as_subprocess,
    )

    class Program(SoundBackend):
        def check(self) -> bool:
            return True

        def play(self, sound: str) -> "subprocess.Popen[str]":
            return run_as_subprocess([*command, sound])

    return Program()


class _Playing:
    """playsound3's sound, with how it ended."""

    def __init__(self, sound: "Sound") -> None:
        self._sound = sound

    def is_alive(self) -> bool:
        return self._sound.is_alive()

    def has_failed(self) -> bool:
        # Below 0 it was ended by a signal, as `stop` does.
        return (self._sound.subprocess.poll() or 0) > 0

    def stop(self) -> None:
        self._sound.stop()

    def wait(self) -> None:
        self._sound.wait()
