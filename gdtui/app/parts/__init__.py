"""What is attached to a workspace: each part is told of its changes, and does one thing with them."""
