"""The report as an Excel workbook: sheets described as data, one file a kind of sheet, and one writer."""
