"""Extracts what is to be translated, and compiles what was.

`python packaging/catalogues.py update` reads the sources and brings every `locale/*.po` up to them;
`compile` makes the `.mo` files that the program reads. The set-up and the wheel's build compile.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).parent.parent
LOCALE: Final = ROOT / "posture_app" / "words" / "locale"
KEYWORDS: Final = {
    "_": None,
    "N_": None,
    "sentence": None,
    "ngettext": (1, 2),
    "sentences": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)


def extracted(root: Path = ROOT) -> Catalog:
    """Every message in the sources, with the files that it stands in."""
    catalogue = Catalog(project="posture-app", charset="utf-8")
    found = extract_from_dir(
        root / "posture_app",
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
    )
    for file, _line, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        catalogue.add(
            message,
            None,
            [(f"posture_app/{file}", 1)],
            auto_comments=comments,
            context=context,
        )
    return catalogue


def update(root: Path = ROOT) -> None:
    """Bring the languages' files up to the sources; what is new in them stands empty."""
    template = extracted(root)
    for path in sorted((root / "posture_app" / "words" / "locale").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.header_comment = ""
        # Dates and addresses that change with each run would stand in every change of a word.
        catalogue.creation_date = catalogue.revision_date = _NO_DATE
        catalogue.msgid_bugs_address = catalogue.last_translator = "-"
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)


def compile_all(root: Path = ROOT) -> None:
    """Make the files that the program reads."""
    for path in sorted((root / "posture_app" / "words" / "locale").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    elif sys.argv[1:] != ["compile"]:
        sys.exit("say update or compile")
    compile_all()
