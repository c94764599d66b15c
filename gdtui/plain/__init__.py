"""The simulator in lines of text: for screen readers, for terminals that cannot draw, and for scripts."""
