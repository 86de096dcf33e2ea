"""Playing a routine, in the window or without one."""

import argparse

from posture_app.commands.parser import AddVerb
from posture_app.commands.window import open_window
from posture_app.errors import WrongUseError, sentence
from posture_app.words.catalogue import _

_SLOWEST, _FASTEST = 0.1, 100_000


def add_verbs(add: AddVerb) -> None:
    """Add the verbs that play."""
    play = add("play", _play, _("Play a routine."))
    play.add_argument("routine", metavar=_("ROUTINE"))
    play.add_argument(
        "--unattended", action="store_true", help=_("Without a window or a hand on it.")
    )
    play.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help=_("So many times as fast; with --unattended."),
    )
    play.add_argument(
        "--json", action="store_true", help=_("Print each phase as it starts; with --unattended.")
    )


def _play(options: argparse.Namespace) -> int:
    if not options.unattended:
        if options.json or options.speed != 1:
            raise WrongUseError(sentence("--json and --speed go with --unattended"))
        from posture_app.commands.library import loaded_library, routine

        chosen = routine(loaded_library(options.data_dir), options.routine)
        return open_window(options.data_dir, chosen.id)
    from posture_app.commands.unattended import play

    return play(options.data_dir, options.routine, speed=options.speed, as_json=options.json)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _('expected a number, got "{text}"').format(text=text)
        ) from None
    if not _SLOWEST <= speed <= _FASTEST:
        raise argparse.ArgumentTypeError(
            _("expected {least} to {most}, got {text}").format(
                least=_SLOWEST, most=_FASTEST, text=text
            )
        )
    return speed
