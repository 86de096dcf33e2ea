"""Steps from one revision of the database to the next.

A step is a module in `versions/` with the revision's four digits in its name; it spells out its
tables and never uses the classes of `rows.py`, which go on changing. There is no `env.py`: the
steps are run by `run.py`, inside one transaction, and found beside this file.
"""

from typing import Final

NEWEST: Final = "0007"
"""The revision that this version of the program reads and writes."""
