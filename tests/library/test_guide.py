"""The guide: its pages in both languages, and what is told of a page that is wrong."""

import re
from pathlib import Path
from typing import get_args

import pytest

from posture_app.library import files
from posture_app.library.files import GUIDE, builtin_path, load
from posture_app.library.guide import MAX_PAGES, read_guide, read_page, read_sources
from posture_app.library.model import Diagram
from posture_app.library.problems import BrokenFileError

LANGUAGES = ("en", "de")
FOLDER = builtin_path().parent / GUIDE
PAGES = {language: load(language=language).library.guide for language in LANGUAGES}
EACH = [(language, page) for language in LANGUAGES for page in PAGES[language].values()]
each = pytest.mark.parametrize(
    ("language", "page"), EACH, ids=[f"{language}-{page.id}" for language, page in EACH]
)
PROMISES = re.compile(
    r"\b(cures?|heals?|prevents?|guarantees|diagnoses|heilt|verhindert|garantiert|beugt .* vor)\b",
    re.IGNORECASE,
)
HEAD = """---
id: pacing
topic: day
title: Pacing
summary: Little and often.
picture: nod
exercises: nod
sources: trial
---
"""


def test_every_file_is_read_in_both_languages():
    for language in LANGUAGES:
        assert load(language=language).broken == ()
    names = {language: {path.name for path in (FOLDER / language).iterdir()} for language in PAGES}
    assert names["en"] == names["de"]
    assert len(names["en"]) == len(PAGES["en"])


def test_both_languages_have_the_same_pages_with_the_same_links():
    for english, german in zip(PAGES["en"].values(), PAGES["de"].values(), strict=True):
        for name in ("id", "topic", "picture", "exercises", "sources", "names_signs", "diagrams"):
            assert getattr(english, name) == getattr(german, name)
        links = [sorted(re.findall(r"\]\((\S+?)\)", one.text)) for one in (english, german)]
        assert links[0] == links[1]
        assert english.text != german.text


@each
def test_a_page_names_its_sources_and_exercises_that_exist(language, page):
    library = load(language=language).library
    assert page.sources
    assert all(library.sources[one].citation for one in page.sources)
    assert {page.picture, *page.exercises} <= library.exercises.keys()
    linked = set(re.findall(r"\]\(exercise:(\S+?)\)", page.text))
    assert linked <= {*page.exercises}
    assert page.words


def test_every_drawing_of_a_workplace_stands_on_a_page_about_the_desk():
    drawn = [one for page in PAGES["en"].values() for one in page.diagrams]
    assert sorted(drawn) == sorted(get_args(Diagram))
    assert {page.topic for page in PAGES["en"].values() if page.diagrams} == {"desk"}


def test_every_source_is_named_by_a_page():
    named = {one for page in PAGES["en"].values() for one in page.sources}
    assert named == read_sources(FOLDER / "sources.json").keys()


@each
def test_a_page_is_short_and_easy_to_read(language, page):
    text = re.sub(r"\]\(\S+?\)|[\[*#]", "", page.text)
    words = text.split()
    assert 180 <= len(words) <= 350
    sentences = [one.split() for one in re.split(r"[.:;?!](?:\s|$)|\n\n|\n- ", text) if one.strip()]
    assert sum(map(len, sentences)) / len(sentences) <= 16
    assert max(map(len, sentences)) <= 45


@each
def test_a_page_promises_nothing(language, page):
    assert not PROMISES.search(page.text)
    assert not PROMISES.search(page.summary)


def test_topics_follow_one_another():
    topics = [page.topic for page in PAGES["en"].values()]
    assert [*dict.fromkeys(topics)] == ["pain", "care", "desk", "day"]
    assert topics == sorted(topics, key=["pain", "care", "desk", "day"].index)


def written(folder: Path, text: str, name: str = "01-pacing.md") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(BrokenFileError) as caught:
        read_page(path, {"nod"}, {"trial"}, {"pacing"})
    return [str(one) for one in caught.value.problems]


def test_a_sound_page_is_read(tmp_path):
    path = written(tmp_path, f"{HEAD}A [nod](exercise:nod) and [this](guide:pacing).\r\n")
    page = read_page(path, {"nod"}, {"trial"}, {"pacing"})
    assert page.title == "Pacing"
    assert page.exercises == ("nod",)
    assert page.text == "A [nod](exercise:nod) and [this](guide:pacing)."
    assert not page.names_signs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No head.", "has no head between two lines of three hyphens"),
        (HEAD, "text: is missing"),
        (f"{HEAD}{'a' * 6001}", "text: has 6001 characters; expected at most 6000"),
        (
            f"{HEAD}[x](https://example.org)",
            'text: "https://example.org" leads nowhere; expected an exercise or a page',
        ),
        (
            f"{HEAD}[x](exercise:none)",
            'text: "exercise:none" leads nowhere; expected an exercise or a page',
        ),
        (HEAD.replace("Pacing", "") + "A.", "title: is missing"),
        (HEAD.replace("title: ", "titel: ") + "A.", "titel: is no field of a page"),
        (
            HEAD.replace("topic: day", "topic: x") + "A.",
            'topic: got "x"; expected one of the topics',
        ),
        (
            HEAD.replace("picture: nod", "picture: nod\ndiagram: desk, boat") + "A.",
            'diagram: got "boat"; expected one of the drawings',
        ),
        (
            HEAD.replace("id: pacing", "id: other") + "A.",
            'id: got "other"; expected the file\'s name without its number',
        ),
        (
            HEAD.replace("exercises: nod", "exercises: nod, bow") + "A.",
            'exercises: "bow" is no exercise; expected the id of one',
        ),
        (
            HEAD.replace("sources: trial", "sources: rumour") + "A.",
            'sources: "rumour" is no source; expected the id of one',
        ),
    ],
)
def test_what_is_wrong_with_a_page_is_told(tmp_path, text, told):
    assert told in problems(written(tmp_path, text))


def test_a_page_that_is_no_text_is_told(tmp_path):
    path = tmp_path / "01-pacing.md"
    path.write_bytes(b"---\n\xff")
    assert problems(path) == ["is not UTF-8 text (byte 5)"]


@pytest.mark.parametrize(
    "entry",
    ['"x"', '{"id": "x"}', '{"id": "x", "citation": "y", "kind": "rumour"}', '{"id": 1}'],
)
def test_what_is_no_source_is_told(tmp_path, entry):
    with pytest.raises(BrokenFileError, match="is no source; expected id, citation and kind"):
        read_sources(written(tmp_path, f"[{entry}]", "sources.json"))


def guide_folder(folder: Path) -> Path:
    written(folder, '[{"id": "trial", "citation": "A trial.", "kind": "trial"}]', "sources.json")
    written(folder, f"{HEAD}In English.", "en/01-pacing.md")
    written(folder, "broken", "en/02-other.md")
    return folder


def test_a_broken_page_is_left_out_and_told_and_one_without_german_is_english(tmp_path):
    guide = read_guide(guide_folder(tmp_path), "de", {"nod"})
    assert [page.text for page in guide.pages.values()] == ["In English."]
    assert [error.path.name for error in guide.broken] == ["02-other.md"]
    written(tmp_path, f"{HEAD}Auf Deutsch.", "de/01-pacing.md")
    guide = read_guide(tmp_path, "de", {"nod"})
    assert [page.text for page in guide.pages.values()] == ["Auf Deutsch."]


def test_no_more_than_so_many_pages_are_read(tmp_path):
    folder = guide_folder(tmp_path)
    for number in range(MAX_PAGES + 5):
        written(folder, "broken", f"en/{number:03}-x.md")
    guide = read_guide(folder, "en", {"nod"})
    assert len(guide.broken) + len(guide.pages) == MAX_PAGES


def test_a_library_without_a_guide_is_loaded(tmp_path, monkeypatch):
    alone = tmp_path / "exercises.json"
    alone.write_bytes(builtin_path().read_bytes())
    monkeypatch.setattr(files, "builtin_path", lambda: alone)
    loaded = load()
    assert loaded.broken == ()
    assert loaded.library.guide == {}
