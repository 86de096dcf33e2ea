"""Start Posture App with `python -m posture_app`."""

import signal

# Before anything else is imported, or else Ctrl+C at that moment would show a stack.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from posture_app.cli import main  # noqa: E402 - see above

raise SystemExit(main())
