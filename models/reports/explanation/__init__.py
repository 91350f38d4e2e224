"""One suggestion explained, from raw documents to the number."""
