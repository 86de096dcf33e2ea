"""How long it takes to read `exercises.json`, with the import of the schema library told apart.

Prints JSON. Run by `make bench`.
"""

import json
import statistics
import subprocess
import sys

ONCE = """
import time
at = time.perf_counter()
from posture_app.library.files import builtin_path, read
read(builtin_path())
first = time.perf_counter() - at
again = []
for _ in range(20):
    at = time.perf_counter()
    read(builtin_path())
    again.append(time.perf_counter() - at)
print(first * 1000, sorted(again)[10] * 1000)
"""


def main() -> None:
    """Measure and print."""
    runs = []
    for _ in range(7):
        out = subprocess.run(
            [sys.executable, "-c", ONCE], capture_output=True, text=True, check=True
        ).stdout.split()
        runs.append([float(part) for part in out])
    print(
        json.dumps(
            {
                "exercises_json": {
                    "first_read_with_imports_ms": round(statistics.median(r[0] for r in runs), 1),
                    "next_reads_ms": round(statistics.median(r[1] for r in runs), 2),
                }
            }
        )
    )


if __name__ == "__main__":
    main()
