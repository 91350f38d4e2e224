"""What to order, from whom, by when, and why."""
