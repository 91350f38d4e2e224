"""The example company: a seeded simulator of a whole business.

It draws demand day by day, and lets a human buyer, warehouses, stores, carriers and
suppliers act on what they can know. What they write down becomes the source tables;
what really happened (stock lost unseen, customers who left without buying) becomes the
truth.
"""
