"""Fuzzing: what holds for every input, and where to begin."""
