"""The form for an own exercise."""
