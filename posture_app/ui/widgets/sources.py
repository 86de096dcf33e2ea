"""The sources behind an exercise or a routine, as text one can select."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout

from posture_app.library.model import Source
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import _


def source_labels(
    make: WidgetFactory, ids: Sequence[str], sources: Mapping[str, Source], note: str
) -> QVBoxLayout:
    """A heading, a note if any, and each source that is known, with its DOI or address."""
    box = column(tokens.SPACE_S)
    box.addWidget(make.label(_("Sources"), "heading"))
    if note:
        box.addWidget(make.label(note, "small", "muted"))
    for source_id in ids:
        source = sources.get(source_id)
        if source is not None:
            label = make.text(source_words(source), "small")
            label.setObjectName(f"source-{source.id}")
            box.addWidget(label)
    return box


def source_words(source: Source) -> str:
    """A citation with where to find it."""
    where = f"doi:{source.doi}" if source.doi else source.url or ""
    if not where or where in source.citation or (source.doi and source.doi in source.citation):
        return source.citation
    return f"{source.citation.rstrip()} {where}"
