"""What is printed before the words of a speaker: labels, names and roles, and who is meant."""
