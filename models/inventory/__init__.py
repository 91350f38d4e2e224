"""Stock: moves from documents, the ledger, and where stock stands."""
