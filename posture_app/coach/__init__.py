"""A guided session: a routine becomes a timeline, and a state machine plays it."""
