"""The breaks as they run in the program: what was sensed goes in, what is due is shown."""
