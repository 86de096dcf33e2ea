"""The running program: the one room that knows all the others."""
