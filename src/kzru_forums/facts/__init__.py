"""Tables of facts, and look-ups in them."""
