"""What people read: report tables and figures, made from frames alone."""
