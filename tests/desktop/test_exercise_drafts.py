"""What was begun and not saved is there again, as it was typed."""

from pathlib import Path

import pytest

from posture_app.desktop.exercise_drafts import drafts_path, read_drafts, write_drafts
from posture_app.errors import FailedError
from posture_app.library.draft import DoseDraft, ExerciseDraft, SourceDraft, draft_of
from posture_app.library.files import builtin, load
from posture_app.library.model import Pictures

OURS = load().library
DRAFTS = {
    "": ExerciseDraft(
        name=" half ",
        steps="one\n\n two",
        dose=DoseDraft(model="continuous", reps=3, hold_s=2.5),
        own_sources=(SourceDraft(citation="A"),),
        pictures=Pictures(start="/a.jpg"),
    ),
    "mine": draft_of(OURS.exercises["wall-angel"], OURS, [one.id for one in builtin().sources]),
}


def test_drafts_are_there_again(tmp_path: Path) -> None:
    write_drafts(tmp_path, DRAFTS)
    assert read_drafts(tmp_path) == DRAFTS
    write_drafts(tmp_path, {})
    assert not drafts_path(tmp_path).exists()
    assert read_drafts(tmp_path) == {}


def test_every_exercise_of_the_library_can_be_a_draft(tmp_path: Path) -> None:
    sources = [one.id for one in builtin().sources]
    drafts = {key: draft_of(one, OURS, sources) for key, one in OURS.exercises.items()}
    write_drafts(tmp_path, drafts)
    assert read_drafts(tmp_path) == drafts


@pytest.mark.parametrize("content", ["", "[]", '{"version": 9}'])
def test_a_file_that_cannot_be_used_is_set_aside(tmp_path: Path, content: str) -> None:
    path = drafts_path(tmp_path)
    path.parent.mkdir()
    path.write_text(content)
    assert read_drafts(tmp_path) == {}
    assert path.with_name("exercise-draft.unreadable.json").read_text() == content


def test_a_draft_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    path = drafts_path(tmp_path)
    path.parent.mkdir()
    path.write_text('{"version": 1, "drafts": {"a": {"name": 3}, "b": {"name": "B"}, "c": 1}}')
    assert list(read_drafts(tmp_path)) == ["b"]


def test_where_they_cannot_be_kept_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("in the way")
    with pytest.raises(FailedError):
        write_drafts(tmp_path, DRAFTS)
