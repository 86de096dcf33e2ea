"""What all tests share."""

import os

# Tests need no screen, and must not open windows on somebody's.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
