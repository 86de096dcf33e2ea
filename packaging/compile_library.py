"""Reads the built-in library once, so that the program need not: `posture_app/library/compiled.py`.

The set-up and the wheel's build run it; a library with a fault is left as it is, for the tests and
the program to tell.
"""

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent


def compile_library(root: Path = ROOT) -> None:
    """Make what the program takes up.

    Raises:
        OSError: It cannot be written.
    """
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    from posture_app.library import compiled, files, problems  # noqa: PLC0415 - found by the line above

    source = root / "exercises.json"
    try:
        compiled.keep(source.read_bytes(), files.read(source))
    except problems.BrokenFileError as error:
        print(error, file=sys.stderr)


if __name__ == "__main__":
    compile_library()
