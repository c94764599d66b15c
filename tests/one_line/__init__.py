"""One thing is one file and one line: what is registered goes through every face."""
