"""What is written to and read from outside: the formats of a run."""
