"""The sell pane: the catalogue, the keypad and the cart."""
