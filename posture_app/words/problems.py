"""What is wrong with a file, as lines with their places."""

from pathlib import Path

from posture_app.library.problems import Problem
from posture_app.words.catalogue import _, said


def problem_words(problem: Problem) -> str:
    """A problem with its place: `exercises[12].dose.hold_s: got "five"; expected a number`."""
    what = said(problem.what)
    if not problem.place:
        return what
    return _("{place}: {problem}").format(place=said(problem.place), problem=what)


def file_problem(path: Path | str, problem: Problem) -> str:
    """A problem as a sentence about its file: `notes.json is not JSON`."""
    if not problem.place:
        return _("{file} {problem}").format(file=path, problem=said(problem.what))
    return _("{file}: {problem}").format(file=path, problem=problem_words(problem))
