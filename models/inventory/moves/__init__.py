"""Documents turned into moves of stock, one module per kind of document."""
