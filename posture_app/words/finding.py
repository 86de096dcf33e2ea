"""Letters as they count for finding: what a person types is looked for without case or accents."""

import unicodedata


def fold(words: str) -> str:
    """Words without case and without diacritics: `Übung` and `ubung` are the same, `ß` is `ss`."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
