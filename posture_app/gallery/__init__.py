"""Pictures for development: invented data, every screen drawn to files, and all motions."""
