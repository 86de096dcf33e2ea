"""The controllers of the workspace for a practice, and the therapist's data."""
