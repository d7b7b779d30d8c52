"""Pictures of every pane in its main states: `python -m tests.screens build/screens`."""
