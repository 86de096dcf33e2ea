"""Writes the JSON Schemas in `resources/` anew, from the models that read the files."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from posture_app.exchange import document
from posture_app.library import files
from posture_app.plans import files as plans

RESOURCES = Path(__file__).parents[1] / "resources"


def main() -> None:
    """Write them."""
    schemas: Mapping[str, dict[str, Any]] = {
        "library.schema.json": files.json_schema(),
        "journal.schema.json": document.json_schema(),
        "plan.schema.json": plans.plan_schema(),
        "adherence.schema.json": plans.adherence_schema(),
    }
    for name, schema in schemas.items():
        text = json.dumps(schema, indent=2, ensure_ascii=False)
        (RESOURCES / name).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
