"""From delivery to published warehouse, and the one way to read it."""
