"""The lab as data: its lessons, and what is said about a step."""
