"""Pickles beside the program's own code that count only for what they were made from.

As with byte code, what took long to reckon lies in a file beside the source. The file begins with a
stamp: a digest of what went in and of the modules that did it. With another stamp, or none, it is
done without. A pickle can run code, so none is read from anywhere else.
"""

import pickle
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

BROKEN: Final = (
    pickle.UnpicklingError,
    ArithmeticError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)
"""What a pickle raises that is not whole, or not of this program."""


def stamp_of(modules: Iterable[Path], *inputs: bytes) -> bytes:
    """The stamp of what modules make of some input.

    Raises:
        OSError: A module cannot be read.
    """
    digest = sha256()
    for one in inputs:
        digest.update(sha256(one).digest())
    for path in modules:
        digest.update(path.read_bytes())
    return digest.digest()


def has_stamp(file: BinaryIO, stamp: bytes) -> bool:
    """Whether a file that was just opened begins with a stamp; what is kept comes after it."""
    return file.read(len(stamp)) == stamp
