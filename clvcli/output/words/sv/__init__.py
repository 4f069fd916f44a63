"""English, from which the other languages are translated."""
