"""The command line's verbs that reach the running copy: what it answers, and how it is asked."""
