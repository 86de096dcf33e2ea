"""Reads PDF that Qt has written, for its words."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, cast

from pypdf import PdfReader
from pypdf.generic import DecodedStreamObject, NameObject, StreamObject

_WORDS_AND_PLACES: Final = re.compile(
    rb"^BT\n.*?^ET$|^[qQ ]+$|^[-\d. ]+ cm$", re.DOTALL | re.MULTILINE
)
"""Texts, and what moves them on the page: the lines of figures are left out."""


def read_pdf(source: bytes | Path) -> PdfReader:
    """A reader of which the pages have their words alone.

    Their figures have 30,000 lines a page, which `extract_text` would take in one by one.
    """
    reader = PdfReader(io.BytesIO(source if isinstance(source, bytes) else source.read_bytes()))
    for page in reader.pages:
        all_of_it = cast("StreamObject", page["/Contents"].get_object()).get_data()
        words = DecodedStreamObject()
        words.set_data(b"\n".join(_around_words(_WORDS_AND_PLACES.findall(all_of_it))))
        page[NameObject("/Contents")] = words
    return reader


def _around_words(parts: Sequence[bytes]) -> Sequence[bytes]:
    """The parts without what is saved and restored (`q`, `Q`) and has no text between the two."""
    kept: list[bytes] = []
    opened: list[int] = []
    for part in parts:
        if part.startswith(b"BT"):
            kept.append(part)
            opened = [-1] * len(opened)  # all that are open have a text in them
            continue
        for operator in part.split() if not part.endswith(b"cm") else [part]:
            if operator == b"q":
                opened.append(len(kept))
            elif operator == b"Q" and opened and (start := opened.pop()) >= 0:
                del kept[start:]
                continue
            kept.append(operator)
    return kept
