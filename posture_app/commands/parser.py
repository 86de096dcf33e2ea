"""The command line's parser, in the person's language, and how a group adds its verbs to it."""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from posture_app.desktop.paths import named_folder
from posture_app.desktop.private_files import read_file
from posture_app.desktop.settings import settings_path
from posture_app.errors import sentences
from posture_app.words import catalogue
from posture_app.words.catalogue import N_, _, ngettext

Run = Callable[[argparse.Namespace], int]
"""What a verb does with its words; returns the exit code."""
AddVerb = Callable[[str, Run, str], argparse.ArgumentParser]
"""Adds a verb by its name, what it runs, and a sentence about it."""

DATA_DIR: Final = "--data-dir"


def choose_language(words: Sequence[str]) -> None:
    """Speak what was chosen in Settings, or else the system's language.

    This comes before the words are parsed, for what is wrong with them is told in it, too.
    """
    catalogue.use(_chosen_language(words) or catalogue.system_language())


def new_parser() -> argparse.ArgumentParser:
    """A parser that has no verbs yet; its texts are in the language that is spoken now."""
    _translate_argparse()
    parser = argparse.ArgumentParser(
        prog="posture-app",
        description=_("Guided neck and back routines, posture breaks and a local log."),
        epilog=_("Without a verb the window opens."),
        add_help=False,
    )
    _add_common(parser, data_dir=None)
    return parser


def verbs_of(parser: argparse.ArgumentParser) -> AddVerb:
    """Begin with a parser's verbs; returns what adds one."""
    verbs = parser.add_subparsers(title=_("verbs"), metavar=_("VERB"))

    def add(name: str, run: Run, about: str) -> argparse.ArgumentParser:
        verb = verbs.add_parser(name, help=about, description=about, add_help=False)
        # Given after the verb it counts as much as before it; not given it must not undo the first.
        _add_common(verb, data_dir=argparse.SUPPRESS)
        verb.set_defaults(run=run)
        return verb

    return add


def _add_common(parser: argparse.ArgumentParser, data_dir: str | None) -> None:
    parser.add_argument("-h", "--help", action="help", help=_("Show this help."))
    parser.add_argument(
        DATA_DIR,
        metavar=_("DIR"),
        type=_folder,
        default=data_dir,
        help=_("Keep the log, the settings and your own libraries here."),
    )


def _folder(word: str) -> Path:
    """The folder that a word names; a variable that is not set leaves an empty one.

    Raises:
        ArgumentTypeError: It names none.
    """
    if not word.strip():
        raise argparse.ArgumentTypeError(_("it is empty; name a folder"))
    return Path(word)


def _chosen_language(words: Sequence[str]) -> str:
    """The language in the settings, as far as they can be read; "" where none is chosen.

    Only looked at, as the program itself sets a file with a fault aside.
    """
    try:
        raw = read_file(settings_path(named_folder(_data_dir(words))))
        settings = json.loads(raw)
    except (OSError, ValueError, RecursionError):
        return ""
    chosen = settings.get("language") if isinstance(settings, dict) else None
    return chosen if isinstance(chosen, str) and chosen in catalogue.LANGUAGES else ""


def _data_dir(words: Sequence[str]) -> Path | None:
    """The data folder that is named among words that are not parsed yet."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        name, equals, value = word.partition("=")
        if name == DATA_DIR and (value or following):
            return Path(value if equals else following)
    return None


def _translate_argparse() -> None:
    """Let argparse say its own texts by our catalogue.

    It takes them from two functions that it has imported from gettext, and has no other way in:
    gettext's global domain goes by the environment's language, which may not be the chosen one, and
    looks for files in another place than ours.
    """
    vars(argparse).update(_=_, ngettext=ngettext)


_OF_ARGPARSE: Final = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("%(heading)s:"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    sentences("expected %s argument", "expected %s arguments", count=2),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)"),
)
"""What argparse says of a verb's words, in any version of Python, for the catalogues."""
