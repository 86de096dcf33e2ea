"""The built-in library as the set-up and the wheel's build leave it."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from posture_app.library import compiled as module
from posture_app.library import files
from posture_app.library.compiled import compiled, compiled_texts, keep, keep_texts
from posture_app.library.files import builtin_path, load, read

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.without_shortcuts
TEXTS = files.texts_path(builtin_path(), "de")


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "exercises.pickle"
    raw = builtin_path().read_bytes()
    keep(raw, read(builtin_path()), path)
    return path


def german():
    return files.read_texts(TEXTS, read(builtin_path()))


@pytest.fixture
def kept_texts(tmp_path):
    path = tmp_path / "exercises.de.pickle"
    texts, library = (
        files.texts_path(builtin_path(), "de").read_bytes(),
        builtin_path().read_bytes(),
    )
    keep_texts(texts, library, german(), path)
    return path


def test_what_is_kept_is_what_is_read(kept):
    assert compiled(builtin_path().read_bytes(), kept) == read(builtin_path())


def test_another_file_or_another_model_is_read_anew(kept, tmp_path, monkeypatch):
    assert compiled(builtin_path().read_bytes() + b"\n", kept) is None
    for name in (*module.SOURCES, "compiled.py"):
        (tmp_path / name).write_bytes(Path(module.__file__).with_name(name).read_bytes())
    monkeypatch.setattr(module, "__file__", str(tmp_path / "compiled.py"))
    assert compiled(builtin_path().read_bytes(), kept) is not None
    (tmp_path / "model.py").write_text("# another one")
    assert compiled(builtin_path().read_bytes(), kept) is None


def test_the_texts_that_are_kept_are_those_that_are_read(kept_texts):
    texts, library = (
        files.texts_path(builtin_path(), "de").read_bytes(),
        builtin_path().read_bytes(),
    )
    assert compiled_texts(texts, library, kept_texts) == german()
    assert compiled_texts(texts + b"\n", library, kept_texts) is None
    assert compiled_texts(texts, library + b"\n", kept_texts) is None
    kept_texts.write_bytes(kept_texts.read_bytes()[:32] + pickle.dumps([]))
    assert compiled_texts(texts, library, kept_texts) is None


@pytest.mark.parametrize("rest", [b"", b"no pickle", pickle.dumps([]), b"\x80\x05c"])
def test_what_is_broken_is_done_without(kept, rest):
    kept.write_bytes(kept.read_bytes()[:32] + rest)
    assert compiled(builtin_path().read_bytes(), kept) is None


def test_where_it_is_missing_the_file_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "compiled", lambda raw: compiled(raw, tmp_path / "none"))
    assert len(load().library.exercises) > 0


def test_with_it_the_library_is_loaded_without_what_reads_it(kept, kept_texts):
    script = """
import sys
from pathlib import Path
from posture_app.library import compiled, files
compiled.PATH = Path(sys.argv[1])
take = compiled.compiled
files.compiled = lambda raw: take(raw, compiled.PATH)
slow = ["pydantic", "annotated_types", "posture_app.library.validation"]
assert files.load().library.exercises
print([name for name in (*slow, "posture_app.library.translation") if name in sys.modules])
loaded = files.load(language="de")
print(loaded.library.exercises["chin-tuck-seated"].name)
print(loaded.broken, [name for name in slow if name in sys.modules])
"""
    out = subprocess.run(
        [sys.executable, "-c", script, kept],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    name = german().exercises["chin-tuck-seated"].name
    assert out.splitlines() == ["[]", name, "() []"]
