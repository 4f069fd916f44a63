"""Charts of the report: columns of its tables as pictures in SVG."""
