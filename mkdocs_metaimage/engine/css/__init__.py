"""From elements to computed styles."""
