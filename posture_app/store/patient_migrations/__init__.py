"""Steps from one revision of the therapist's database to the next, as those of `migrations/`."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
NEWEST: Final = "0003"
"""The revision that this version of the program reads and writes."""
