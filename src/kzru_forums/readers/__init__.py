"""One module a layout: each cuts its source into pieces that say what they are."""
