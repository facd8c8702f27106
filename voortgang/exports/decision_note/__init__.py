"""The decision note of a portfolio scenario: one content, written as Word and as accessible PDF, and its workbook."""
