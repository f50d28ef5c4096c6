"""From text to blocks: one module per layout, and what layouts share."""
