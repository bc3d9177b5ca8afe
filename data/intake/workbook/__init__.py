"""The workbook by which a territory gives what it alone knows: written from the schema, read back, marked."""
