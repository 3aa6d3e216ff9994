"""The hosts: thin adapters between a docs tool and the core."""
