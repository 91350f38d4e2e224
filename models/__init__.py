"""Every transformation, as a pure function from tables to a table."""
