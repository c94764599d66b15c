"""The network of one weight: what it does, step by step, exactly; no screen, no files, standard library only."""
