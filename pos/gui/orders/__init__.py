"""The orders pane: every invoice, found by words and stages, with its whole story."""
