"""The tray of payments that are not done yet, so that the till is free meanwhile."""
