"""What the program costs, measured against the bare parts it is made of."""
