"""Side-by-side runs against other makers of social cards: `make bench`."""
