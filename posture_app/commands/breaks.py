"""The breaks: how they stand, what the running program is to do with them, and simulating them."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from typing import Final

from posture_app.commands.parser import AddVerb
from posture_app.commands.running import ask, asks, do
from posture_app.errors import NothingRunningError, WrongUseError, sentence
from posture_app.words.catalogue import _

_DURATION: Final = re.compile(
    r"(?:(?P<h>\d{1,4})h)?(?:(?P<min>\d{1,5})m(?:in)?)?(?:(?P<s>\d{1,6})s)?", re.IGNORECASE
)
_UNITS_S: Final = {"h": 3600, "min": 60, "s": 1}


def add_verbs(add: AddVerb) -> None:
    """Add the verbs of the breaks."""
    status = add("status", _status, _("Tell how the breaks stand."))
    status.add_argument("--json", action="store_true", help=_("As a JSON object."))
    status.add_argument(
        "--explain", action="store_true", help=_("With the reasons for everything.")
    )
    pause = add("pause", _pause, _("Hold all breaks back, for a time or until resume."))
    pause.add_argument(
        "duration",
        metavar=_("DURATION"),
        nargs="*",
        help=_('Such as 30m or 1h30m, or the words "until tomorrow".'),
    )
    add("resume", asks("resume"), _("End a pause."))
    now = add("break", _break, _("Begin a break now."))
    now.add_argument(
        "kind",
        metavar=_("KIND"),
        nargs="?",
        help=_("Such as micro; without it, the kind that comes next."),
    )
    add("skip", asks("skip"), _("Leave out the break that is announced or on."))
    add("snooze", asks("snooze"), _("Put off the break that is announced or on."))
    meeting = add("meeting", _meeting, _("Hold breaks back for a meeting."))
    meeting.add_argument("what", choices=("start", "extend", "end"), metavar="{start,extend,end}")
    meeting.add_argument(
        "duration",
        metavar=_("DURATION"),
        nargs="*",
        default=[],  # without it, argparse says that it must be there
        help=_("Without it, 30m to start and 15m to extend."),
    )
    simulate = add("simulate", _simulate, _("Print what the break reminders would do."))
    simulate.add_argument("--settings", metavar=_("FILE"), required=True)
    simulate.add_argument("--timeline", metavar=_("FILE"), required=True)


def duration_s(words: Sequence[str]) -> float | None:
    """A length of time in seconds, or None where there are no words.

    Raises:
        WrongUseError: The words are none.
    """
    text = "".join(words)
    if not words:
        return None
    found = _DURATION.fullmatch(text.replace(" ", ""))
    parts = found.groupdict() if found else {}
    seconds = sum(int(number or 0) * _UNITS_S[unit] for unit, number in parts.items())
    if not seconds:
        raise WrongUseError(
            sentence(
                'expected a length of time such as 30m, 1h30m, 45min or 90s, got "{words}"',
                words=" ".join(words),
            )
        )
    return float(seconds)


def _status(options: argparse.Namespace) -> int:
    try:
        told = ask(options, "status", {"explain": options.explain})
    except NothingRunningError:
        if options.json:
            print(json.dumps({"running": False}))
        raise
    status = told["status"]
    if options.json:
        print(json.dumps(status, indent=2))
        return 0
    print(*told["lines"], sep="\n")
    if options.explain:
        print("", _("Why:"), *(f"  {reason}" for reason in told["reasons"]), sep="\n")
        decisions = (f"  {decision}" for decision in told["decisions"])
        print("", _("Decisions, the latest last:"), *decisions, sep="\n")
    return 0


def _pause(options: argparse.Namespace) -> int:
    words = [word.casefold() for word in options.duration]
    if " ".join(words) in {"tomorrow", "until tomorrow"}:
        return do(options, "pause", {"until_tomorrow": True})
    return do(options, "pause", {"for_s": duration_s(words)})


def _break(options: argparse.Namespace) -> int:
    return do(options, "break", {"kind": options.kind})


def _meeting(options: argparse.Namespace) -> int:
    if options.what == "end" and options.duration:
        raise WrongUseError(sentence("a meeting ends now; there is no DURATION to it"))
    return do(options, f"meeting_{options.what}", {"for_s": duration_s(options.duration)})


def _simulate(options: argparse.Namespace) -> int:
    from posture_app.breaks.simulator import run
    from posture_app.words.catalogue import said

    return run(options.settings, options.timeline, sys.stdout, said)
