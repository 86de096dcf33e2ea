"""A document in pages: drawn on a printer or a screen, or written as a PDF, the same each time."""

import html
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from posture_app.dataclass import dataclass
from posture_app.desktop.private_files import written_whole
from posture_app.handout.pdf_file import with_bookmarks, with_language, with_spaces
from posture_app.handout.strips import DPI, POINT
from posture_app.journal.report import Paper
from posture_app.ui.report_pages import DrawnPage

SIZES: Final = {
    Paper.A4: QPageSize.PageSizeId.A4,
    Paper.LETTER: QPageSize.PageSizeId.Letter,
}


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages of a document, in the language and for the paper that were chosen.

    `bookmarks` are titles with the pages that they are on, counted from 0.
    """

    title: str
    language: str
    paper: Paper
    pages: tuple[DrawnPage, ...]
    bookmarks: tuple[tuple[str, int], ...] = ()


def page_size(paper: Paper) -> tuple[float, float]:
    """The width and the height of a paper in units of 1/`DPI` inch."""
    size = QPageSize(SIZES[paper]).sizePoints()
    return float(size.width() * POINT), float(size.height() * POINT)


def write_pdf(document: LaidOut, path: Path) -> None:
    """Write the pages into a file that only its owner can read, wholly or not at all.

    Raises:
        OSError: It cannot be written; what was there is as it was.
    """
    with written_whole(path) as file:
        file.write(pdf_of(document))


def pdf_of(document: LaidOut) -> bytes:
    """The pages as a PDF: its text can be selected, its lines are lines, its fonts are in it."""
    raw = QByteArray()
    device = QBuffer(raw)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setResolution(DPI)
    writer.setTitle(document.title)
    writer.setCreator("Posture App")
    writer.setDocumentXmpMetadata(QByteArray(_xmp(document).encode()))
    writer.setPageLayout(page_layout(document))
    paint_on(writer, document)
    device.close()
    said = with_language(with_spaces(bytes(raw.data())), document.language)
    return with_bookmarks(said, document.bookmarks)


def page_layout(document: LaidOut) -> QPageLayout:
    """The whole of the paper: the pages have their margins in themselves."""
    size = QPageSize(SIZES[document.paper])
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def paint_on(device: QPagedPaintDevice, document: LaidOut) -> bool:
    """Draw all pages on a printer or into a file; False where it does not take them."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / DPI
    for number, page in enumerate(document.pages):
        if number and not device.newPage():
            break
        painter.save()
        painter.scale(scale, scale)
        page.paint(painter)
        painter.restore()
    return painter.end()


def _xmp(document: LaidOut) -> str:
    """The title and the language for whoever reads the file, such as a screen reader."""
    title, language = html.escape(document.title), document.language
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )
