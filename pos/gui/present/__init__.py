"""Domain values turned into words, numbers and tokens. Plain Python: Qt has no place in here."""
