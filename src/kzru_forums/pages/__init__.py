"""Readers that convert text to blocks: one module per layout, and shared modules."""
