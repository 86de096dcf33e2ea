"""Checks all motions of a library file, by playing them."""

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


class MotionChecker:
    """Checks motions, each of them once: what is the same motion is as sound.

    A check takes some 20 ms, so that what came of those of a large library is worth keeping.

    Attributes:
        sound: The fingerprints of the motions that were met and are sound, for the next time.
    """

    def __init__(
        self, known: Collection[str] = (), is_wanted: Callable[[], bool] = lambda: True
    ) -> None:
        """Begin.

        Args:
            known: Fingerprints of motions that are known to be sound.
            is_wanted: Whether to go on; asked before each check. Where not, nothing more is said.
        """
        self._known = known
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
        fingerprint = fingerprint_of(motion)
        if fingerprint in self.sound:
            return []
        if fingerprint not in self._known:
            problems = motion_problems(motion, place) if self._is_wanted() else None
            if problems is None or problems:
                return problems or []
        self.sound.add(fingerprint)
        return []


def fingerprint_of(motion: Motion) -> str:
    """What tells a motion from all others, for as long as the checks are the same."""
    return sha256(f"{_checks()} {motion!r}".encode()).hexdigest()


def fingerprints_of(library_file: LibraryFile) -> set[str]:
    """The fingerprints of the motions of a file."""
    return {fingerprint_of(one.motion) for one in library_file.exercises if one.motion is not None}


@cache
def _checks() -> str:
    """Another text for each state of the code that checks."""
    digest = sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(motion_model.__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
