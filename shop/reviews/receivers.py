"""What reviews do when something happens below."""
