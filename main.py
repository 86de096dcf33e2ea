"""Start Posture App from a checkout: `python main.py`."""

from posture_app.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
