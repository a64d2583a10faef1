from uttp.columns.plate import UploadColumn, UploadedPlate, UploadLine, columns_of, lines_of, plates_of, read_plate

__all__ = ["UploadColumn", "UploadLine", "UploadedPlate", "columns_of", "lines_of", "plates_of", "read_plate"]
