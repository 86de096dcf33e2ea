"""The verbs of the command line: a file for each group, with their words and what they do.

Nothing heavy is imported before a verb runs, as all groups are loaded to tell what verbs there are.
"""
