"""What a person reads is in the catalogues, and the catalogues are whole."""

import importlib.util
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from posture_app.words.catalogue import LANGUAGES
from tests.words import literals

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "posture_app" / "words" / "locale"
OTHERS = sorted(set(LANGUAGES) - {"en"})


@cache
def catalogues() -> ModuleType:
    path = ROOT / "packaging" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("catalogues", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def translated(language: str) -> Catalog:
    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def key(message: Message) -> tuple[str, object]:
    return message.context or "", message.id


def texts(of: object) -> tuple[str, ...]:
    return tuple(of) if isinstance(of, tuple | list) else (str(of),)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_language_has_its_file_and_no_other_is_there() -> None:
    assert sorted(path.stem for path in LOCALE.glob("*.po")) == OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_the_languages_have_what_the_sources_say(language: str) -> None:
    """Run `packaging/catalogues.py update` where this fails."""
    said = {key(message) for message in messages(catalogues().extracted())}
    known = {key(message) for message in messages(translated(language))}
    assert known == said


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_without_its_translation(language: str) -> None:
    catalogue = translated(language)
    missing = [
        message.id
        for message in messages(catalogue)
        if message.fuzzy or not all(text.strip() for text in texts(message.string))
    ]
    assert not missing
    assert not [
        message.id
        for message in messages(catalogue)
        if message.pluralizable and len(texts(message.string)) != catalogue.num_plurals
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_the_places_in_a_sentence_are_the_same(language: str) -> None:
    for message in messages(translated(language)):
        wanted = places(texts(message.id)[-1])
        for text in texts(message.string):
            # One may say "one" instead of a number, but nothing that is not handed in.
            allowed = wanted if not message.pluralizable else wanted | {"count"}
            assert places(text) <= allowed, message.id
            assert places(text) >= wanted - {"count"}, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_keep_their_ends(language: str) -> None:
    for message in messages(translated(language)):
        for text in texts(message.string):
            said = texts(message.id)[0]
            assert said.endswith(".") == text.endswith("."), message.id
            assert re.match(r"\s", text) is None, message.id
            assert said[-1:].isspace() == text[-1:].isspace(), message.id


def test_german_has_its_own_quotation_marks() -> None:
    for message in messages(translated("de")):
        for text in texts(message.string):
            assert '"' not in text, text
            assert text.count("„") == text.count("“"), text


def test_what_people_read_is_taken_into_the_catalogues() -> None:
    paths = literals.modules()
    assert len(paths) > 500
    found = [
        f"{literals.name_of(path)}: {one}" for path in paths for one in literals.findings(path)
    ]
    assert not found, "\n".join(found)


def test_every_allowance_has_its_reason_and_its_use() -> None:
    for entry in literals.allowances():
        assert entry["why"].strip()
        assert set(entry) <= {"in", "text", "why"}
        assert (ROOT / entry["in"]).exists() or entry["in"] == "posture_app/gallery/"


@pytest.mark.parametrize(
    "source",
    [
        'label.setText("Close")',
        'label.setText("close")',
        'words = "Take a break"',
        'words = f"Take {count} breaks"',
        'words = f"{count} min"',
        'raise FailedError("it is broken")',
        "words = {1: 'One day'}",
        'words = _(f"Held since {time}.")',
        'dialog(title="Log out")',
        'words = "a" if x else "No pain"',
    ],
)
def test_a_text_that_no_catalogue_knows_is_found(source: str) -> None:
    assert literals.unwrapped(source, "module.py")


@pytest.mark.parametrize(
    "source",
    [
        '"""What this is for."""',
        'label.setText(_("Close"))',
        'words = ngettext("{count} day", "{count} days", 2).format(count=2)',
        'raise ValueError("seconds must be positive")',
        'logger.warning("no bus: %s", error)',
        'label.setObjectName("left side")',
        'problem = Problem("line 1, column 2", sentence("is not JSON"))',
        'def show(mood: "Mood | None") -> "Card": ...',
        'assert there, "no such thing"',
        'word = f"filter-{facet}"',
        'if word == "Left Shift": ...',
        'button("", name="Close it")',
    ],
)
def test_what_is_no_text_for_people_is_left_alone(source: str) -> None:
    assert not literals.unwrapped(source, "module.py")


def test_a_forced_case_is_found() -> None:
    assert literals.forced_case("words = name.lower()", "module.py")
    assert not literals.forced_case("words = zone.title", "module.py")


def test_rooms_without_words_are_held_to_their_failures() -> None:
    only = {"only_failures": True}
    assert literals.unwrapped('raise FailedError("it is broken")', "m.py", **only)
    assert literals.unwrapped('yield Problem(place, f"got {x}; expected one")', "m.py", **only)
    assert not literals.unwrapped('name = "Upper trapezius"', "m.py", **only)
