"""Runs every benchmark beside this file and prints their figures as one JSON object."""

import json
import subprocess
import sys
from pathlib import Path


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
    json.dump(figures, sys.stdout, indent=2)
    print()
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
