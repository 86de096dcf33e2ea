"""What the palette finds."""

from dataclasses import replace

from posture_app.dataclass import dataclass
from posture_app.words.search_index import Searched, folded_words, searched


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something to go to or to do.

    Attributes:
        title: Its name, as it is read.
        detail: What it is, in a few words: a kind, a region, a length, a key.
        keywords: Other words by which it is found; they are not shown.
        icon: The name of an icon of `ui/theme/icons.py`; none if empty.
        intent: What the owner of the entry gets back when it is chosen.
        words: What it is found by beside its detail, where that is known already.
    """

    title: str
    detail: str = ""
    keywords: tuple[str, ...] = ()
    icon: str = ""
    intent: object = None
    words: Searched | None = None

    @property
    def searched(self) -> Searched:
        """The words by which it is found: its own and its detail, or title, detail and keywords."""
        if self.words is None:
            return searched(self.title, (), (self.detail, *self.keywords))
        return replace(self.words, others=(*self.words.others, *folded_words(self.detail)))
