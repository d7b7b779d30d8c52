"""The window, driven by keys and clicks on an offscreen screen, against a shop in memory."""
