"""Proves all motions of a library file."""

from posture_app.body.check import motion_problems
from posture_app.errors import sentence
from posture_app.library.model import LibraryFile
from posture_app.library.problems import Problem


def library_problems(library_file: LibraryFile) -> list[Problem]:
    """What is wrong with the motions of a file; each problem names its exercise and keyframe."""
    return [
        Problem(
            problem.place,
            sentence("{exercise}: {problem}", exercise=exercise.id, problem=problem.what),
        )
        for index, exercise in enumerate(library_file.exercises)
        if exercise.motion is not None
        for problem in motion_problems(exercise.motion, f"exercises[{index}].motion")
    ]
