"""What the `workbook` command offers: its commands and their options, as data."""
