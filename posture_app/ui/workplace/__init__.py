"""The check of a workplace, and the drawings of one."""
