"""Start Posture App with `python -m posture_app`."""

from posture_app.cli import main

raise SystemExit(main())
