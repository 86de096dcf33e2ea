"""The words of the verbs that reach the running copy, and the asking.

Only the standard library is imported before a verb runs, for this is loaded with every start.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from posture_app.errors import NothingRunningError, WrongUseError

Run = Callable[[argparse.Namespace], int]
AddVerb = Callable[[str, Run, str], argparse.ArgumentParser]
"""Adds a verb by its name, what it runs and what it is about."""

_DURATION: Final = re.compile(
    r"(?:(?P<h>\d{1,4})h)?(?:(?P<min>\d{1,5})m(?:in)?)?(?:(?P<s>\d{1,6})s)?", re.IGNORECASE
)
_UNITS_S: Final = {"h": 3600, "min": 60, "s": 1}
_EXPECTED: Final = 'expected a length of time such as 30m, 1h30m, 45min or 90s, got "{}"'


def add_verbs(add: AddVerb) -> None:
    """Add the verbs that reach the running copy."""
    status = add("status", _status, "tell how the breaks stand")
    status.add_argument("--json", action="store_true", help="as a JSON object")
    status.add_argument("--explain", action="store_true", help="with the reasons for everything")
    pause = add("pause", _pause, "hold all breaks back, for a time or until resume")
    pause.add_argument(
        "duration", metavar="DURATION", nargs="*", help='such as 30m or 1h30m, or "until tomorrow"'
    )
    add("resume", _asks("resume"), "end a pause")
    now = add("break", _break, "begin a break now")
    now.add_argument("kind", metavar="KIND", nargs="?", help="such as micro; else what comes next")
    add("skip", _asks("skip"), "leave out the break that is announced or on")
    add("snooze", _asks("snooze"), "put off the break that is announced or on")
    meeting = add("meeting", _meeting, "hold breaks back for a meeting")
    meeting.add_argument("what", choices=("start", "extend", "end"))
    meeting.add_argument(
        "duration", metavar="DURATION", nargs="*", help="else 30m to start, and 15m to extend"
    )
    add("show", _asks("show"), "bring the running program's window to the front")
    add("quit", _quit, "end the running program")


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
        raise WrongUseError(_EXPECTED.format(" ".join(words)))
    return float(seconds)


def _status(options: argparse.Namespace) -> int:
    try:
        told = _ask(options, "status", {"explain": options.explain})
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
        from posture_app.words.catalogue import _

        reasons = told["reasons"]
        print("", _("Why:"), *(f"  {sentence}" for sentence in reasons["explain"]), sep="\n")
        print("", _("Decisions, the latest last:"), *_dated(reasons["decisions"]), sep="\n")
    return 0


def _dated(decisions: Sequence[Mapping[str, str]]) -> Sequence[str]:
    return [f"  {one['at'][:10]} {one['at'][11:19]}  {one['why']}" for one in decisions]


def _pause(options: argparse.Namespace) -> int:
    words = [word.lower() for word in options.duration]
    if " ".join(words) in {"tomorrow", "until tomorrow"}:
        return _do(options, "pause", {"until_tomorrow": True})
    return _do(options, "pause", {"for_s": duration_s(words)})


def _break(options: argparse.Namespace) -> int:
    return _do(options, "break", {"kind": options.kind})


def _meeting(options: argparse.Namespace) -> int:
    if options.what == "end" and options.duration:
        raise WrongUseError("a meeting ends now; there is no DURATION to it")
    return _do(options, f"meeting_{options.what}", {"for_s": duration_s(options.duration)})


def _quit(options: argparse.Namespace) -> int:
    from posture_app.desktop.instance import wait_for_end

    said = _ask(options, "quit", {})["said"]
    wait_for_end(_folder(options))
    print(said)
    return 0


def _asks(verb: str) -> Run:
    return lambda options: _do(options, verb, {})


def _do(options: argparse.Namespace, verb: str, arguments: Mapping[str, Any]) -> int:
    print(_ask(options, verb, arguments)["said"])
    return 0


def _ask(options: argparse.Namespace, verb: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    from PySide6.QtCore import QCoreApplication

    from posture_app.desktop.instance import ask

    # Sockets belong to an application's event loop.
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    try:
        return ask(_folder(options), verb, arguments)
    finally:
        del application


def _folder(options: argparse.Namespace) -> Path:
    from posture_app.desktop.paths import named_folder

    return named_folder(options.data_dir)
