"""Every transformation, as a pure function from tables to a table.

Rooms meet in tables: no room imports another. What several of them stand on is the
floor, the modules beside them. No files, clock, environment or network here, and no
orchestration.
"""
