"""Exercises, doses, routines and sources: the model, and loading and checking it."""
