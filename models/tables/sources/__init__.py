"""The contracts of what a user drops into the inbox, by room."""
