"""The pages of the workspace for a practice: patients, plans, library."""
