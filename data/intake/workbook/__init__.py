"""The workbook by which a territory gives what it alone knows: written from the schema, read back, marked."""

from data.intake.workbook.mark import write_marked_copy
from data.intake.workbook.read import is_workbook, read_workbook
from data.intake.workbook.write import write_export, write_template

__all__ = ["is_workbook", "read_workbook", "write_export", "write_marked_copy", "write_template"]
