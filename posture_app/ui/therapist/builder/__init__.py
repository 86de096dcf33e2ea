"""The builder: the library on the left, the plan in the middle, the handout on the right."""
