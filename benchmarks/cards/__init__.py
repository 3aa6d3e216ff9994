"""One card with many texts, drawn by this engine and by others: `make bench`."""
