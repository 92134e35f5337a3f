"""The documents whose tables, numbers and pictures are computed: `python -m workbook.documents` writes them anew."""
