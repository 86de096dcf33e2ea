"""Words for the guide: its topics, how long a page takes, and what it is found by."""

from collections.abc import Mapping
from functools import lru_cache
from math import ceil
from typing import Final

from posture_app.library.model import GuidePage, Topic
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.search_index import Searched, searched

TOPICS: Final[Mapping[Topic, str]] = {
    "pain": N_("Understanding pain"),
    "care": N_("Treatment, and what comes after it"),
    "desk": N_("At the desk"),
    "day": N_("Through the day"),
}
_WORDS_A_MINUTE: Final = 180
"""Read calmly on a screen."""


def pages_counted(count: int) -> str:
    """How many pages there are."""
    return ngettext("{count} page", "{count} pages", count).format(count=count)


def topic(value: Topic) -> str:
    """What a page is about."""
    return _(TOPICS[value])


def page_line(page: GuidePage) -> str:
    """How long a page takes, and how many exercises it leads to."""
    minutes = ceil(len(page.text.split()) / _WORDS_A_MINUTE)
    time = ngettext("{count} minute to read", "{count} minutes to read", minutes)
    parts = [time.format(count=minutes)]
    if page.exercises:
        count = len(page.exercises)
        parts.append(ngettext("{count} exercise", "{count} exercises", count).format(count=count))
    return " · ".join(parts)


@lru_cache(maxsize=256)
def page_words(page: GuidePage) -> Searched:
    """What a page is found by: its title, other words for it, and every word of its text."""
    return searched(page.title, page.words, (page.summary, page.text))
