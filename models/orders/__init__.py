"""Customer orders: what was taken back, how far each line is."""
