"""The command line: reads the words, then hands over to the part that does the work.

Nothing heavy is imported before it is needed. Exit codes: 0 done, 1 something failed, 2 wrong use,
3 nothing running, 4 refused by the rules; docs/commands.md tells all verbs.
"""

import os
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from posture_app import __version__
from posture_app.commands.window import open_window
from posture_app.errors import FailedError, NothingRunningError, RefusedError, WrongUseError

if TYPE_CHECKING:  # the usual starts need not wait for a parser
    import argparse

    from posture_app.commands.parser import Run

DONE: Final = 0
FAILED: Final = 1
WRONG_USE: Final = 2
NOTHING_RUNNING: Final = 3
REFUSED: Final = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the given words; returns the exit code."""
    if arguments is None:
        arguments = sys.argv[1:]
        # Ctrl+C ends the process at once and without a word, which shells call 130: an exception
        # would be lost in Qt, whose loading it aborts. The window hears the signal itself.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # numpy's OpenBLAS begins a thread for every processor when it is loaded. What we multiply is
    # far too small for them, and they cost as much time as the rest of numpy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    words = arguments
    try:
        match [*words]:  # the usual starts, which need not wait for a parser, nor keep it
            case []:
                return open_window(None)
            case ["--hidden"]:
                return open_window(None, hidden=True)
            case ["--data-dir", folder, "--hidden"] if folder.strip():
                return open_window(Path(folder), hidden=True)
            case [file] if _is_plan(file):  # as a desktop opens it, where nobody reads an error
                return open_window(None, plan=Path(file))
            case ["--data-dir", folder, file] if folder.strip() and _is_plan(file):
                return open_window(Path(folder), plan=Path(file))
        return _run(words)
    except (FailedError, WrongUseError) as error:
        _tell(error, words)
        return _exit_code(error)
    except BrokenPipeError:
        # The reader (head, less) has gone; there is nobody left to tell.
        return DONE


def _is_plan(word: str) -> bool:
    from posture_app.plans import is_plan  # the usual starts have no words

    return is_plan(word)


_GROUPS: Final[Mapping[str, Sequence[str]]] = {
    "library": ("check", "timeline"),
    "sessions": ("play",),
    "safety": ("advise",),
    "journal": ("log",),
    "insight": ("insight",),
    "entries": ("journal",),
    "export": ("export",),
    "exchange": ("import", "backup", "restore"),
    "plans": ("plan",),
    "report": ("report",),
    "breaks": ("status", "pause", "resume", "break", "skip", "snooze", "meeting", "simulate"),
    "window": ("show", "quit"),
    "desktop": ("install-desktop",),
    "development": ("screens", "contact-sheet"),
}
"""The modules of `commands/` and the verbs of each, in the order in which the help lists them."""


def parser(words: Sequence[str] = ()) -> "argparse.ArgumentParser":
    """What the words of the command line may be.

    Where they begin with a verb, it knows those of that verb's group alone: to import all of them
    takes longer than most verbs do.
    """
    from posture_app.commands import window
    from posture_app.commands.parser import new_parser, verbs_of
    from posture_app.words.catalogue import _

    known = new_parser()
    known.add_argument(
        "--version",
        action="version",
        version=f"%(prog)s {__version__}",
        help=_("Tell which version this is."),
    )
    window.add_options(known)
    add = verbs_of(known)
    for group in _groups_asked(words):
        import_module(f"posture_app.commands.{group}").add_verbs(add)
    return known


def _groups_asked(words: Sequence[str]) -> Iterable[str]:
    """The group of the verb that the words begin with; all where they begin with something else."""
    match [*words]:
        case ["--data-dir", _, verb, *_] | [verb, *_]:
            return [group for group, verbs in _GROUPS.items() if verb in verbs] or _GROUPS
    return _GROUPS


def _run(words: Sequence[str]) -> int:
    from posture_app.commands.output import guarded
    from posture_app.commands.parser import choose_language

    choose_language(words)
    with guarded():
        options = parser(words).parse_args(words)
        run: Run = options.run
        return run(options)


def _tell(error: FailedError | WrongUseError, words: Sequence[str]) -> None:
    from posture_app.commands.output import guarded
    from posture_app.commands.parser import choose_language
    from posture_app.words.catalogue import said

    choose_language(words)
    with guarded():
        print(f"posture-app: {said(error.message)}", file=sys.stderr)


def _exit_code(error: FailedError | WrongUseError) -> int:
    match error:
        case WrongUseError():
            return WRONG_USE
        case NothingRunningError():
            return NOTHING_RUNNING
        case RefusedError():
            return REFUSED
        case _:
            return FAILED
