"""What happened: records of sessions and what they add up to."""
