"""What one student has open, under every face."""
