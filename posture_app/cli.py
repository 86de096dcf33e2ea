"""The command line: reads the words, then hands over to the part that does the work.

Nothing heavy is imported before it is needed. Exit codes: 0 done, 1 something failed, 2 wrong use,
3 nothing running, 4 refused by the rules; docs/commands.md tells all verbs.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from posture_app import __version__
from posture_app.desktop.display import has_display, load_qt
from posture_app.errors import FailedError, NothingRunningError, RefusedError, WrongUseError

DONE: Final = 0
FAILED: Final = 1
WRONG_USE: Final = 2
NOTHING_RUNNING: Final = 3
REFUSED: Final = 4

Verb = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the given words; returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        if not words:  # the usual start, which need not wait for a parser
            return _open_window(None)
        options = parser().parse_args(words)
        verb: Verb = options.verb
        return verb(options)
    except (FailedError, WrongUseError) as error:
        print(f"posture-app: {error}", file=sys.stderr)
        return _exit_code(error)
    except BrokenPipeError:
        # The reader (head, less) has gone; there is nobody left to tell.
        sys.stderr.close()
        return DONE


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


def parser() -> argparse.ArgumentParser:
    """What the words of the command line may be."""
    from posture_app.remote.command_line import add_verbs

    words = argparse.ArgumentParser(
        prog="posture-app",
        description="Guided neck and back routines, posture breaks and a local log.",
        epilog="Without a verb the window opens.",
    )
    words.add_argument("--version", action="version", version=f"posture-app {__version__}")
    _data_dir(words, default=None)
    words.add_argument(
        "--demo-without-display",
        metavar="DIR",
        type=Path,
        help="where there is no display, play a routine at 60 times the speed and save pictures",
    )
    words.add_argument(
        "--hidden", action="store_true", help="with breaks: wait for them without a window"
    )
    words.set_defaults(verb=_window)
    verbs = words.add_subparsers(title="verbs", metavar="VERB")

    check = _verb(verbs, "check", _check, "tell everything that is wrong with a library file")
    check.add_argument("file", metavar="FILE", type=Path)

    timeline = _verb(verbs, "timeline", _timeline, "lay a routine out in time")
    timeline.add_argument("routine", metavar="ROUTINE")
    timeline.add_argument("--json", action="store_true", help="as JSON")

    play = _verb(verbs, "play", _play, "play a routine")
    play.add_argument("routine", metavar="ROUTINE")
    play.add_argument("--unattended", action="store_true", help="without a window or a hand on it")
    play.add_argument("--speed", type=_speed, default=1.0, metavar="N", help="times as fast")
    play.add_argument("--json", action="store_true", help="print each phase as it starts")

    log = _verb(verbs, "log", _log, "print what was done")
    form = log.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as a JSON list of sessions")
    form.add_argument("--csv", action="store_true", help="as a table")
    log.add_argument("--breaks", action="store_true", help="what came of the breaks instead")

    add_verbs(partial(_verb, verbs))

    simulate = _verb(verbs, "simulate", _simulate, "print what the break reminders would do")
    simulate.add_argument("--settings", metavar="FILE", required=True)
    simulate.add_argument("--timeline", metavar="FILE", required=True)

    screens = _verb(verbs, "screens", _screens, "draw every page and dialogue to PNG files")
    screens.add_argument("--out", metavar="DIR", type=Path, required=True)
    sheet = _verb(verbs, "contact-sheet", _contact_sheet, "draw all motions into one picture")
    sheet.add_argument("--out", metavar="FILE.png", type=Path, required=True)
    return words


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, run: Verb, about: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    # Given after the verb it counts as much as before it; not given it must not undo the first.
    _data_dir(parser, default=argparse.SUPPRESS)
    parser.set_defaults(verb=run)
    return parser


def _data_dir(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        type=Path,
        default=default,
        help="keep the log, the settings and your own libraries here",
    )


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'expected a number, got "{text}"') from None
    if not 0.1 <= speed <= 100_000:
        raise argparse.ArgumentTypeError(f"expected 0.1 to 100000, got {text}")
    return speed


def _window(options: argparse.Namespace) -> int:
    if options.demo_without_display and not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        require_qt()
        from posture_app.demo import run_demo

        return run_demo(options.data_dir, options.demo_without_display)
    return _open_window(options.data_dir, hidden=options.hidden)


def _open_window(data_dir: Path | None, play: str = "", *, hidden: bool = False) -> int:
    if not has_display() and "QT_QPA_PLATFORM" not in os.environ:
        raise FailedError(
            "there is no display to open a window on; `posture-app play ROUTINE --unattended` "
            "needs none"
        )
    require_qt()
    from posture_app.program.start import run_window

    return run_window(data_dir, play, hidden=hidden)


def require_qt() -> None:
    """Load what Qt needs for a window, for where Qt itself fails at it, it ends the process.

    Raises:
        FailedError: A library of the system is missing; the message names its package.
    """
    if not load_qt(os.environ):
        from posture_app.desktop.system_libraries import require_libraries

        require_libraries(os.environ)


def _check(options: argparse.Namespace) -> int:
    from posture_app.commands import check

    return check(options.file)


def _timeline(options: argparse.Namespace) -> int:
    from posture_app.commands import timeline

    return timeline(options.data_dir, options.routine, as_json=options.json)


def _play(options: argparse.Namespace) -> int:
    if not options.unattended:
        if options.json or options.speed != 1:
            raise WrongUseError("--json and --speed go with --unattended")
        from posture_app.commands import loaded_library, routine

        return _open_window(
            options.data_dir, routine(loaded_library(options.data_dir), options.routine).id
        )
    from posture_app.unattended import play

    return play(options.data_dir, options.routine, speed=options.speed, as_json=options.json)


def _log(options: argparse.Namespace) -> int:
    from posture_app.commands import log, log_breaks

    show = log_breaks if options.breaks else log
    return show(options.data_dir, as_json=options.json, as_csv=options.csv)


def _simulate(options: argparse.Namespace) -> int:
    from posture_app.breaks.simulator import run

    return run(options.settings, options.timeline, sys.stdout)


def _screens(options: argparse.Namespace) -> int:
    from posture_app.commands import screens

    return screens(options.out)


def _contact_sheet(options: argparse.Namespace) -> int:
    from posture_app.commands import contact_sheet

    return contact_sheet(options.out)
