"""What the charts show, and how plotext draws it."""
