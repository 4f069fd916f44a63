"""From what a command line names to raw tables: bytes in, tables of text out."""
