"""The built-in library as it was read when the program was set up or its wheel was built.

Reading `exercises.json` takes pydantic, whose import and making of the schema take ten times as
long as taking up what came of it. As with byte code, the result lies beside the source
(`exercises.pickle`), counts only for exactly the file and the model that it was made from, and is
done without where it is missing. A pickle can run code, so none is read from anywhere else.
"""

import pickle
from hashlib import sha256
from pathlib import Path
from typing import Final

from posture_app.library.model import LibraryFile

PATH: Final = Path(__file__).with_name("exercises.pickle")
_STAMP_BYTES: Final = sha256().digest_size
_BROKEN: Final = (pickle.UnpicklingError, ArithmeticError, AttributeError, EOFError, ImportError)
_BROKEN_VALUES: Final = (LookupError, TypeError, ValueError)


def compiled(raw: bytes, path: Path = PATH) -> LibraryFile | None:
    """What came of reading a library file with these bytes; None where that is not at hand."""
    try:
        content = path.read_bytes()
        if content[:_STAMP_BYTES] != _stamp(raw):
            return None
        found = pickle.loads(content[_STAMP_BYTES:])  # noqa: S301 - beside our own code, made by it
    except (OSError, *_BROKEN, *_BROKEN_VALUES):
        return None
    return found if isinstance(found, LibraryFile) else None


def keep(raw: bytes, library_file: LibraryFile, path: Path = PATH) -> None:
    """Keep what came of reading a file with these bytes.

    Raises:
        OSError: It cannot be written.
    """
    path.write_bytes(_stamp(raw) + pickle.dumps(library_file, protocol=5))


def _stamp(raw: bytes) -> bytes:
    """Another one for each file and for each model."""
    digest = sha256(raw)
    for name in ("model.py", "motion.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.digest()
