"""From what people say about suggested lines to decisions, and what came of them."""
