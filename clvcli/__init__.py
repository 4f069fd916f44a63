"""clvcli: what each customer is worth, from the order exports a shop already has."""

__version__ = "0.1.0"
