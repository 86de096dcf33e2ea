"""What Qt's PDFs lack: spaces between words when they are copied, and the language of the file."""

import re
from typing import Final

_CMAP: Final = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CATALOG: Final = re.compile(rb"\n(\d+) 0 obj\n<<\n/Type /Catalog\n(.*?)>>\nendobj", re.DOTALL)
_TRAILER: Final = re.compile(rb"trailer\n<<\n(.*?)>>\nstartxref\n(\d+) *\n%%EOF\s*\Z", re.DOTALL)


def with_spaces(raw: bytes) -> bytes:
    """Let a space be a space for whoever reads or copies the text.

    WORKAROUND (Qt 6.11): the table that tells which character a glyph stands for takes the first
    one that has it, and in Lato a tab has the glyph of the space.
    """
    return _CMAP.sub(lambda found: found[0].replace(b"<0009>", b"<0020>"), raw)


def with_language(raw: bytes, language: str) -> bytes:
    """Say which language the file is in, and that its title is its name, for screen readers.

    Qt has no way to say it. A PDF may be changed by what is put at its end: here that is the
    catalogue once more (ISO 32000-1, 7.5.6). One that is made otherwise than expected stays as it
    is.
    """
    catalog, trailer = _CATALOG.search(raw), _TRAILER.search(raw)
    if catalog is None or trailer is None:
        return raw
    number, entries = catalog[1], catalog[2]
    place = len(raw)
    said = f"/Lang ({language})\n/ViewerPreferences << /DisplayDocTitle true >>\n".encode()
    again = b"%s 0 obj\n<<\n/Type /Catalog\n%s%s>>\nendobj\n" % (number, entries, said)
    table = b"xref\n%s 1\n%010d 00000 n \n" % (number, place)
    end = b"trailer\n<<\n%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        trailer[1],
        trailer[2],
        place + len(again),
    )
    return raw + again + table + end
