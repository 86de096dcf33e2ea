"""The built-in library and its texts as they were read when the program was set up or packed.

Reading `exercises.json` takes pydantic, whose import and making of the schema take ten times as
long as taking up what came of it, which lies beside the source (`exercises.pickle`,
`exercises.de.pickle`; see `stamped.py`) and counts only for exactly these files and this model.
"""

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Final

from posture_app.library.model import LibraryFile
from posture_app.library.stamped import BROKEN, has_stamp, stamp_of

if TYPE_CHECKING:
    from posture_app.library.translation import Translation

PATH: Final = Path(__file__).with_name("exercises.pickle")
SOURCES: Final = ("model.py", "motion.py", "ranges.py", "schema.py", "translation.py")
"""What says how a file is read: with another model it is read anew."""


def compiled(raw: bytes, path: Path = PATH) -> LibraryFile | None:
    """What came of reading a library file with these bytes; None where that is not at hand."""
    found = _taken_up(path, _stamp(raw))
    return found if isinstance(found, LibraryFile) else None


def compiled_texts(raw: bytes, library_raw: bytes, path: Path) -> "Translation | None":
    """What came of reading the texts with these bytes, which were checked against a library.

    Args:
        raw: The file of texts.
        library_raw: The library's file.
        path: Where it is kept: `texts_path`.
    """
    from posture_app.library.translation import Translation  # noqa: PLC0415 - English needs none

    found = _taken_up(path, _stamp(raw, library_raw))
    return found if isinstance(found, Translation) else None


def texts_path(language: str) -> Path:
    """Where the built-in library's texts in another language are kept."""
    return PATH.with_suffix(f".{language}.pickle")


def keep(raw: bytes, library_file: LibraryFile, path: Path = PATH) -> None:
    """Keep what came of reading a file with these bytes.

    Raises:
        OSError: It cannot be written.
    """
    path.write_bytes(_stamp(raw) + pickle.dumps(library_file, protocol=5))


def keep_texts(raw: bytes, library_raw: bytes, texts: "Translation", path: Path) -> None:
    """Keep what came of reading texts, as `compiled_texts` has them.

    Raises:
        OSError: It cannot be written.
    """
    path.write_bytes(_stamp(raw, library_raw) + pickle.dumps(texts, protocol=5))


def _taken_up(path: Path, stamp: bytes) -> object:
    """What is kept there for this stamp; None where there is nothing sound."""
    try:
        with path.open("rb") as file:
            if not has_stamp(file, stamp):
                return None
            return pickle.load(file)  # noqa: S301 - beside our own code, made by it
    except (OSError, *BROKEN):
        return None


def _stamp(*raw: bytes) -> bytes:
    """Another one for each file and for each model."""
    return stamp_of((Path(__file__).with_name(name) for name in SOURCES), *raw)
