"""What to do about pain and signs: the rule that sessions go by, asked from the command line."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from posture_app.commands.parser import AddVerb
from posture_app.errors import AnyOf, WrongUseError, sentence
from posture_app.words.catalogue import _

if TYPE_CHECKING:
    from posture_app.coach.pain_rule import PainAnswers
    from posture_app.library.problems import Problem

_PAINS: Final = ("before", "during", "after", "next_morning")
_LISTS: Final = ("where", "signs", "profile")
_LONGEST_SHOWN: Final = 40
"""What was found is repeated in a sentence up to so many characters."""


def add_verbs(add: AddVerb) -> None:
    """Add the verb that asks the rule."""
    advise = add("advise", _advise, _("Tell what to do about pain and signs, as JSON."))
    advise.add_argument("file", metavar=_("FILE"), nargs="?", help=_("The answers as JSON, or -."))
    advise.add_argument(
        "--keys", action="store_true", help=_("List the keys that FILE may have, with their words.")
    )


def _advise(options: argparse.Namespace) -> int:
    if options.keys == (options.file is not None):
        raise WrongUseError(sentence("expected either a file or --keys"))
    if options.keys:
        for field, key, words in _keys():
            print(f"{field:<8} {key:<28} {words}")
        return 0
    from posture_app.coach.pain_rule import advise

    answers = _answers(options.file)
    if answers is None:
        return 1
    judged = advise(answers)
    told = {
        "advice": judged.advice.key,
        "reasons": [why.value for why in judged.reasons],
        "sources": list(judged.sources),
    }
    json.dump(told, sys.stdout, indent=2)
    print()
    return 0


def _keys() -> Iterator[tuple[str, str, str]]:
    """Every key with the field that takes it and its words."""
    from posture_app.body.zones import zones
    from posture_app.coach.pain_rule import Condition, Sign
    from posture_app.words import anatomy, safety

    names = dict.fromkeys(zone.name for zone in zones())
    yield from (("where", name, anatomy.zone_name(name)) for name in names)
    sided = (zone for zone in zones() if zone.id != zone.name)
    yield from (("where", zone.id, anatomy.zone_title(zone)) for zone in sided)
    yield from (("signs", one.value, safety.sign(one)) for one in Sign)
    yield from (("profile", one.value, safety.condition(one)) for one in Condition)


def _answers(file: str) -> "PainAnswers | None":
    """What was answered in a file, or None after telling on stderr all that is wrong with it."""
    from posture_app.coach.pain_rule import Condition, PainAnswers, Sign
    from posture_app.library.problems import BrokenFileError, Problems
    from posture_app.library.reading import document

    found = Problems()
    try:
        raw = sys.stdin.buffer.read() if file == "-" else None
        answers = document(Path(file), found, raw)
    except BrokenFileError as error:
        _told(file, error.problems)
        return None
    found.add(_problems(answers))
    if found or not isinstance(answers, dict):
        _told(file, found.told())
        return None
    given = {field: answers.get(field) for field in (*_PAINS, *_LISTS)}
    return PainAnswers(
        **{pain: given[pain] for pain in _PAINS},
        where=frozenset(given["where"] or ()),
        signs=frozenset(Sign(key) for key in given["signs"] or ()),
        profile=frozenset(Condition(key) for key in given["profile"] or ()),
    )


def _told(file: str, problems: "Iterable[Problem]") -> None:
    from posture_app.words.problems import problem_words

    for problem in problems:
        print(f"{file}: {problem_words(problem)}", file=sys.stderr)


def _problems(document: object) -> "Iterator[Problem]":
    from posture_app.library.problems import Problem

    if not isinstance(document, dict):
        yield Problem("", sentence("got {got}; expected an object", got=_shown(document)))
        return
    known: Mapping[str, frozenset[str]] = {
        field: frozenset(key for taken_by, key, _words in _keys() if taken_by == field)
        for field in _LISTS
    }
    for field, value in document.items():
        if field in _PAINS:
            yield from _pain_problems(field, value)
        elif field in _LISTS:
            yield from _list_problems(field, value, known[field])
        else:
            expected = AnyOf((*_PAINS, *_LISTS))
            yield Problem(field, sentence("is not known; expected {expected}", expected=expected))


def _pain_problems(field: str, value: object) -> "Iterator[Problem]":
    from posture_app.library.problems import Problem

    # A bool is an int for Python, and no strength of a pain.
    whole = isinstance(value, int) and not isinstance(value, bool)
    if value is None or (whole and value in range(11)):
        return
    what = sentence("got {got}; expected a whole number from 0 to 10, or null", got=_shown(value))
    yield Problem(field, what)


def _list_problems(field: str, value: object, known: frozenset[str]) -> "Iterator[Problem]":
    from posture_app.library.problems import Problem

    if value is None:
        return
    if not isinstance(value, list):
        yield Problem(field, sentence("got {got}; expected a list of keys", got=_shown(value)))
        return
    for index, key in enumerate(value):
        if not isinstance(key, str) or key not in known:
            what = sentence(
                "{got} is not known; posture-app advise --keys lists those that are",
                got=_shown(key),
            )
            yield Problem(f"{field}[{index}]", what)


def _shown(value: object) -> str:
    """What was found, as JSON, cut to a length that a sentence bears."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
