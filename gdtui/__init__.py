"""gdtui: step through how a network of one weight learns, in a terminal."""

__version__ = "0.1.0"
