"""The window that plays a routine."""
