"""The way out and in: the journal as a file for other programs and other machines."""
