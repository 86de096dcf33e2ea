"""Proves all motions of a library file."""

from collections.abc import Callable, Collection
from functools import cache
from hashlib import sha256
from pathlib import Path

from posture_app.body.check import motion_problems
from posture_app.errors import sentence
from posture_app.library import motion as motion_model
from posture_app.library.model import LibraryFile
from posture_app.library.motion import Motion
from posture_app.library.problems import Problem, Problems


class Prover:
    """Proves motions, each of them once: what is the same motion is as sound.

    A proof takes some 20 ms, so that those of a large library are worth keeping.

    Attributes:
        sound: The marks of the motions that were met and are sound, for the next time.
    """

    def __init__(
        self, proved: Collection[str] = (), is_wanted: Callable[[], bool] = lambda: True
    ) -> None:
        """Begin.

        Args:
            proved: Marks of motions that are known to be sound.
            is_wanted: Whether to go on; asked before each proof. Where not, nothing more is said.
        """
        self._proved = proved
        self._is_wanted = is_wanted
        self.sound: set[str] = set()

    def problems(self, library_file: LibraryFile) -> list[Problem]:
        """What is wrong with the motions of a file; each names its exercise and keyframe."""
        found = Problems()
        for index, exercise in enumerate(library_file.exercises):
            if exercise.motion is None:
                continue
            if found.full:
                found.add([Problem("", sentence("has more motions, which were not looked at"))])
                break
            found.add(
                Problem(
                    problem.place,
                    sentence("{exercise}: {problem}", exercise=exercise.id, problem=problem.what),
                )
                for problem in self._of(exercise.motion, f"exercises[{index}].motion")
            )
        return found.told()

    def _of(self, motion: Motion, place: str) -> list[Problem]:
        mark = mark_of(motion)
        if mark in self.sound:
            return []
        if mark not in self._proved:
            problems = motion_problems(motion, place) if self._is_wanted() else None
            if problems is None or problems:
                return problems or []
        self.sound.add(mark)
        return []


def mark_of(motion: Motion) -> str:
    """What tells a motion from all others, for as long as the proofs are the same."""
    return sha256(f"{_proofs()} {motion!r}".encode()).hexdigest()


def marks_of(library_file: LibraryFile) -> set[str]:
    """The marks of the motions of a file."""
    return {mark_of(one.motion) for one in library_file.exercises if one.motion is not None}


@cache
def _proofs() -> str:
    """Another text for each state of the code that proves."""
    digest = sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(motion_model.__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
