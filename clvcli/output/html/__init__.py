"""The report as one HTML file: for a browser, a printer and a mail client."""
