"""Assembly of events from the pieces of a page."""
