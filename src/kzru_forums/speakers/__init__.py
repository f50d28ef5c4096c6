"""Speakers: labels, names and roles, and the person each label refers to."""
