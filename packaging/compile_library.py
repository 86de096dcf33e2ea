"""Reads the built-in library and its texts and solves its motions once, so that nobody else need.

What comes of it is what `compiled.py` in `posture_app/library/` and `posture_app/body/` take up.

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
    from posture_app.body import compiled as motions  # noqa: PLC0415 - found by the line above
    from posture_app.body.motion import motion_of  # noqa: PLC0415 - as above
    from posture_app.library import compiled, files, problems  # noqa: PLC0415 - as above

    source = root / "exercises.json"
    try:
        raw, library_file = source.read_bytes(), files.read(source)
        compiled.keep(raw, library_file)
        for path in source.parent.glob("exercises.*.json"):
            texts = files.read_texts(path, library_file)
            compiled.keep_texts(path.read_bytes(), raw, texts, compiled.texts_path(texts.language))
        motions.keep(motion_of(exercise) for exercise in library_file.exercises)
    except (problems.BrokenFileError, ValueError) as error:  # the latter: a contact cannot be read
        print(error, file=sys.stderr)


if __name__ == "__main__":
    compile_library()
