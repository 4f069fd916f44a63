"""The terminal: options in, results out; one short file a command; no arithmetic."""
