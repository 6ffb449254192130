"""`/evaluasi` by file: a workbook to fill in, and what comes back."""
