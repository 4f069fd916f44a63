"""One paper per file: parameters, likelihood, expectations; NumPy and scipy.special only."""
