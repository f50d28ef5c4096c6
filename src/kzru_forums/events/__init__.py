"""From blocks to events."""
