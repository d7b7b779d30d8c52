"""What the set-up assistant does for the window, whichever shop is open while it runs.

It works on the profile: the file of its settings, and the database of its real money.
"""
