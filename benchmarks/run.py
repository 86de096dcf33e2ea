"""Runs every benchmark beside this file and prints their figures as one JSON object.

First what is limited in the program as a whole: hidden, the first window and all loaded, each as
times what a bare window takes in the same run. What the benchmarks and their children have to say
otherwise goes to the errors.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def main() -> int:
    figures, failed = {}, False
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.name == Path(__file__).name or path.name.startswith("_"):
            continue
        print(f"{path.stem} ...", file=sys.stderr, flush=True)
        run = subprocess.run([sys.executable, path], stdout=subprocess.PIPE, check=False)
        if run.returncode:
            failed = True
            figures[path.stem] = {"failed": run.returncode}
        else:
            figures[path.stem] = json.loads(run.stdout)
    print(json.dumps({"times_bare_window": summary(figures), **figures}, indent=2))
    return 1 if failed else 0


def summary(figures: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """The ratios to a bare window, each with its limit where it has one."""
    ratios = {}
    for found in figures.values():
        limits = found.get("limits", {})
        for name, times in found.get("times_bare_window", {}).items():
            limit = {"limit": limits[name]} if name in limits else {}
            ratios[name] = {"times": times, **limit}
    return ratios


if __name__ == "__main__":
    raise SystemExit(main())
