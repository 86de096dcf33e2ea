"""The operating system: clock, folders, sound, keep-awake, one instance."""
