"""Stand-ins with behaviour for the things the program stands on."""
