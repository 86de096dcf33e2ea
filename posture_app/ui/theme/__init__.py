"""The look of the program: tokens, the theme that follows the system, style sheet and icons."""
