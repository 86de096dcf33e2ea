"""Proofs of motions that are kept from one start to the next."""

import pytest

from posture_app.desktop.proofs import keep_proofs, proofs_path, read_proofs
from posture_app.library.files import personal_paths


def test_they_come_back(tmp_path):
    keep_proofs(tmp_path, {"a", "b"})
    assert read_proofs(tmp_path) == {"a", "b"}
    assert personal_paths(tmp_path) == [], "they must not be taken for a library"


@pytest.mark.parametrize("content", ["", "{", "{}", "5", "[[", "[5, null]", "1" * 5000])
def test_what_is_no_list_of_marks_is_none(tmp_path, content):
    proofs_path(tmp_path).parent.mkdir()
    proofs_path(tmp_path).write_text(content)
    assert read_proofs(tmp_path) == frozenset()
