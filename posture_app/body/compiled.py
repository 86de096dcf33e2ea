"""The solved motions of the built-in library, as the set-up or the wheel's build left them.

Solving a motion takes ten milliseconds, of the 120 that a first figure may take; taking up what
came of it, from `motions.pickle` (see `posture_app/library/stamped.py`), takes half of one. Each
motion is packed by itself, so that one can be had without the others.
"""

import pickle
import zlib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from posture_app.body.motion import SolvedMotion, Way, solved_motion
from posture_app.body.solve import Room
from posture_app.library.motion import Motion
from posture_app.library.stamped import BROKEN, has_stamp, stamp_of

PATH: Final = Path(__file__).with_name("motions.pickle")
SOURCES: Final = (
    "angles.py",
    "contacts.py",
    "geometry.py",
    "motion.py",
    "positions.py",
    "props.py",
    "skeleton.py",
    "solve.py",
    "touch.py",
    "volumes.py",
)
"""What says how a motion is solved: with another of these it is solved anew."""
_LENGTH_BYTES: Final = 4

_Solved = tuple[Room, Way, Way]
_Places = dict[bytes, tuple[int, int]]


def compiled(motion: Motion, path: Path = PATH) -> SolvedMotion | None:
    """What came of solving a motion; None where that is not at hand."""
    try:
        begin, length = _places(path)[_key(motion)]
        with path.open("rb") as file:
            file.seek(begin)
            packed = file.read(length)
        kept: _Solved = pickle.loads(zlib.decompress(packed))  # noqa: S301 - beside our own code, made by it
        return SolvedMotion(motion, *kept)
    except (OSError, zlib.error, *BROKEN):
        return None


def keep(motions: Iterable[Motion], path: Path = PATH) -> None:
    """Solve motions, and keep what comes of it.

    Raises:
        OSError: It cannot be written.
        ValueError: A contact cannot be read.
    """
    places: _Places = {}
    packed = b""
    for motion in motions:
        solved = solved_motion(motion)
        kept: _Solved = solved.room, solved.there, solved.back
        one = zlib.compress(pickle.dumps(kept, protocol=5))
        places[_key(motion)] = len(packed), len(one)
        packed += one
    index = pickle.dumps(places, protocol=5)
    length = len(index).to_bytes(_LENGTH_BYTES, "little")
    path.write_bytes(_stamp() + length + index + packed)


@cache
def _places(path: Path) -> _Places:
    """Where each motion begins in the file, and how long it is; nothing where the file is old."""
    with path.open("rb") as file:
        if not has_stamp(file, _stamp()):
            return {}
        index = file.read(int.from_bytes(file.read(_LENGTH_BYTES), "little"))
        begin = file.tell()
    places: _Places = pickle.loads(index)  # noqa: S301 - as above
    return {key: (begin + after, length) for key, (after, length) in places.items()}


def _key(motion: Motion) -> bytes:
    return sha256(repr(motion).encode()).digest()


def _stamp() -> bytes:
    """Another one for each way to solve motions."""
    return stamp_of(Path(__file__).with_name(name) for name in SOURCES)
