"""Where goods come from and how long they take."""
