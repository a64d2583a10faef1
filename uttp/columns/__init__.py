from uttp.columns.plate import UploadColumn, columns_of, example_of
from uttp.columns.upload import UploadedPlate, UploadLine, lines_of, plates_of

__all__ = [
    "UploadColumn",
    "UploadLine",
    "UploadedPlate",
    "columns_of",
    "example_of",
    "lines_of",
    "plates_of",
]
