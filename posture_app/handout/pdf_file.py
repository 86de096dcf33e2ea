"""What Qt's PDFs lack: spaces between copied words, the language of the file, and bookmarks."""

import re
from collections.abc import Sequence
from typing import Final

_CMAP: Final = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CATALOG: Final = re.compile(rb"\n(\d+) 0 obj\n<<\n/Type /Catalog\n(.*?)>>\nendobj", re.DOTALL)
_TRAILER: Final = re.compile(rb"trailer\n<<\n(.*?)>>\nstartxref\n(\d+) *\n%%EOF\s*\Z", re.DOTALL)
_LAST_TABLE: Final = re.compile(rb"trailer\n<<\n(.*?)>>\nstartxref\n(\d+)", re.DOTALL)
_PAGE: Final = re.compile(rb"\n(\d+) 0 obj\n<<\n/Type /Page\n")
_SIZE: Final = re.compile(rb"/Size (\d+)")
_PREVIOUS: Final = re.compile(rb"/Prev \d+\n")


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


def with_bookmarks(raw: bytes, bookmarks: Sequence[tuple[str, int]]) -> bytes:
    """List titles with their pages beside the document; a title's page is counted from 0.

    Qt has no way to do it; it is put at the file's end, as the language is. A file that is made
    otherwise than expected stays as it is.
    """
    catalogs, tables = _CATALOG.findall(raw), _LAST_TABLE.findall(raw)
    pages = [int(number) for number in _PAGE.findall(raw)]
    if not bookmarks or not catalogs or not tables or max(at for _, at in bookmarks) >= len(pages):
        return raw
    number, entries = catalogs[-1]
    trailer, last_table = tables[-1]
    size = int(_SIZE.findall(trailer)[-1])
    objects = {int(number): b"<<\n/Type /Catalog\n%s/Outlines %d 0 R\n>>" % (entries, size)}
    first, last = size + 1, size + len(bookmarks)
    objects[size] = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (
        first,
        last,
        len(bookmarks),
    )
    for at, (title, page) in enumerate(bookmarks, first):
        before = b" /Prev %d 0 R" % (at - 1) if at > first else b""
        after = b" /Next %d 0 R" % (at + 1) if at < last else b""
        name = (b"\xfe\xff" + title.encode("utf-16-be")).hex().encode()
        place = b"[%d 0 R /XYZ null null null]" % pages[page]
        objects[at] = b"<< /Title <%s> /Parent %d 0 R%s%s /Dest %s >>" % (
            name,
            size,
            before,
            after,
            place,
        )
    added, table = b"", b"xref\n"
    for key, content in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (key, len(raw) + len(added))
        added += b"%d 0 obj\n%s\nendobj\n" % (key, content)
    kept = _PREVIOUS.sub(b"", _SIZE.sub(b"/Size %d" % (last + 1), trailer))
    end = b"trailer\n<<\n%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n"
    return raw + added + table + end % (kept, last_table, len(raw) + len(added))
