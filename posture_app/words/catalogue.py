"""The chosen language and its messages, by gettext.

English stands in the code; `locale/de.po` and its like hold the other languages, one file each.
They are compiled beside themselves by `packaging/catalogues.py`, which the set-up and the wheel's
build run. The language is the process's own, as it is with gettext everywhere: one program speaks
one language at a time, and `speaking` is for what is written for somebody else.
"""

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from posture_app.errors import AnyOf, Message

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "de": "Deutsch"}
"""The languages there are, each with the name that it gives itself."""

_LOCALE: Final = Path(__file__).parent / "locale"

_language = "en"
_messages: gettext.NullTranslations = gettext.NullTranslations()


def language() -> str:
    """The language that is spoken now, a key of `LANGUAGES`."""
    return _language


def babel_locale() -> str:
    """Babel's name of the language that is spoken now; the program's English is British."""
    return "en_GB" if _language == "en" else _language


def use(wanted: str) -> None:
    """Speak this language from now on; one that there is not is taken for English."""
    global _language, _messages  # noqa: PLW0603 - the language is the process's own
    _language = wanted if wanted in LANGUAGES else "en"
    _messages = _loaded(_language)


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Speak another language for a while."""
    before = _language
    use(wanted)
    try:
        yield
    finally:
        use(before)


def system_language() -> str:
    """The language of the system, by its environment: a key of `LANGUAGES`, English if unsure."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wanted in os.environ.get(name, "").split(":"):
            if wanted:
                known = wanted.replace("-", "_").split("_")[0].split(".")[0].lower()
                return known if known in LANGUAGES else "en"
    import locale  # noqa: PLC0415 - where there are such variables, it is not needed

    # Windows and macOS have none of them.
    known = (locale.getlocale()[0] or "").replace("-", "_").split("_")[0].lower()
    return {"german": "de", "de": "de"}.get(known, "en")


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext's tools know it
    """Mark a constant for translation; it is translated when it is shown, by `_`."""
    return message


def _(message: str) -> str:
    """A message in the chosen language."""
    return _messages.gettext(message) if message else message


def ngettext(one: str, many: str, count: float) -> str:
    """A message that differs by number; `{count}` and other places are filled by the caller."""
    return _messages.ngettext(one, many, _plural(count))


def pgettext(context: str, message: str) -> str:
    """A message that means different things in different places."""
    return _messages.pgettext(context, message)


def npgettext(context: str, one: str, many: str, count: float) -> str:
    """`pgettext` by number."""
    return _messages.npgettext(context, one, many, _plural(count))


def said(message: Message | str) -> str:
    """What the model has to say, in the chosen language, with its places filled.

    A plain string comes back as it is: it is text that is nobody's to translate, such as a file's.
    """
    if isinstance(message, str):
        return message
    values = {name: _value(value) for name, value in message.values.items()}
    if message.many:
        count = message.values["count"]
        text = ngettext(message.text, message.many, count if isinstance(count, int | float) else 0)
    else:
        text = _(message.text)
    return text.format(**values) if values else text


class _Number(float):
    """A broken number that is written by the chosen language, if its place does not say how."""

    def __format__(self, wanted: str) -> str:
        if wanted:
            return super().__format__(wanted)
        from babel.numbers import format_decimal  # noqa: PLC0415 - loaded when first needed

        return str(format_decimal(self, format="#,##0.###", locale=babel_locale()))


def _value(value: object) -> object:
    if isinstance(value, Message):
        return said(value)
    if isinstance(value, AnyOf):
        from babel.lists import format_list  # noqa: PLC0415 - loaded when first needed

        return str(format_list(list(value.texts), style="or", locale=babel_locale()))
    if isinstance(value, date):
        from babel.dates import format_date  # noqa: PLC0415 - loaded when first needed

        return str(format_date(value, format="medium", locale=babel_locale()))
    return _Number(value) if isinstance(value, float) else value


def _plural(count: float) -> int:
    """Broken numbers take the plural: 1.5 seconds."""
    return int(count) if count == int(count) else 2


@cache  # it takes 10 ms, and a handout in another language comes and goes
def _loaded(wanted: str) -> gettext.NullTranslations:
    if wanted == "en":
        return gettext.NullTranslations()
    try:
        with (_LOCALE / f"{wanted}.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except OSError:
        return gettext.NullTranslations()
