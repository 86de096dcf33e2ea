"""Posture App: guided routines, posture breaks and a local log."""

__version__ = "0.1.0"
