"""What Textual needs mended: one file a fault, each with what has to happen for it to go."""
