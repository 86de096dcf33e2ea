"""The window: opening it, bringing it to the front, and ending the program."""

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.desktop.display import has_display, load_qt
from posture_app.errors import FailedError, sentence

if TYPE_CHECKING:  # the usual start has no words, and need not wait for a parser
    import argparse

    from posture_app.commands.parser import AddVerb


def add_options(parser: "argparse.ArgumentParser") -> None:
    """Add the words of a start without a verb."""
    from posture_app.words.catalogue import _

    parser.add_argument(
        "--demo-without-display",
        metavar=_("DIR"),
        type=Path,
        help=_(
            "Where there is no display, play a routine at 60 times the speed and save pictures."
        ),
    )
    parser.add_argument(
        "--hidden", action="store_true", help=_("With breaks: wait for them without a window.")
    )
    parser.set_defaults(run=_start)


def add_verbs(add: "AddVerb") -> None:
    """Add the verbs of the running program's window."""
    from posture_app.commands.running import asks
    from posture_app.words.catalogue import _

    add("show", asks("show"), _("Bring the running program's window to the front."))
    add("quit", _quit, _("End the running program."))


def open_window(
    data_dir: Path | None, play: str = "", *, hidden: bool = False, plan: Path | None = None
) -> int:
    """Run the program with its window, and play a routine in it; returns the exit code.

    A `plan` is a file that is shown in it, before anything of it is kept.

    Raises:
        FailedError: There is no display, a library of the system is missing, or the data folder
            cannot be used.
        WrongUseError: There is no such routine.
    """
    if not has_display() and "QT_QPA_PLATFORM" not in os.environ:
        raise FailedError(
            sentence(
                "there is no display to open a window on; `posture-app play ROUTINE --unattended` "
                "needs none"
            )
        )
    if not hidden:
        # What is made until the pages are filled stays; nobody need look through it for garbage
        # meanwhile. Loading ends this when it is done (docs/decisions/0005).
        gc.disable()
    try:
        require_qt()
        from posture_app.program.start import run_window

        return run_window(data_dir, play, hidden=hidden, plan=plan)
    finally:
        gc.enable()


def require_qt() -> None:
    """Load what Qt needs for a window, for where Qt itself fails at it, it ends the process.

    Raises:
        FailedError: A library of the system is missing; the message names its package.
    """
    if not load_qt(os.environ):
        from posture_app.desktop.system_libraries import require_libraries

        require_libraries(os.environ)


def _start(options: "argparse.Namespace") -> int:
    if options.demo_without_display and not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        require_qt()
        from posture_app.commands.demo import run_demo

        return run_demo(options.data_dir, options.demo_without_display)
    return open_window(options.data_dir, hidden=options.hidden)


def _quit(options: "argparse.Namespace") -> int:
    from posture_app.commands.running import ask, folder
    from posture_app.desktop.instance import wait_for_end

    said = ask(options, "quit", {})["said"]
    wait_for_end(folder(options))
    print(said)
    return 0
