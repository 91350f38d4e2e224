"""Raw text to typed, checked rows; rows to tables as they were known on a day."""
