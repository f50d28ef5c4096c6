"""Tables of facts and functions to look them up."""
