"""The panes: each gets the session, draws it, and sends a message when the person wants something."""
