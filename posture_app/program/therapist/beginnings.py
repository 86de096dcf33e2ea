"""What a plan begins with, in the language that its patient reads."""

from posture_app.library.files import load
from posture_app.library.model import Library
from posture_app.plans.model import Language, Plan
from posture_app.plans.templates import NAMES, template
from posture_app.words.catalogue import language


def spoken_language() -> Language:
    """That of the program, as a plan names it."""
    return "de" if language() == "de" else "en"


def beginning(key: str, spoken: Language, library: Library) -> Plan:
    """One of `plans.templates.names`.

    Args:
        key: Its name.
        spoken: In which the patient reads it.
        library: In the language that is spoken in the program; a programme of one's own is in it.

    Raises:
        BrokenFileError: A file is broken or missing.
    """
    if key not in NAMES and spoken != language():
        built_in = load(language=spoken).library
        if key in built_in.programmes:
            library = built_in
    return template(key, spoken, library)
