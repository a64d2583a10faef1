from uttp.columns.plate import Column, Line, Plate, columns_of, lines_of, plates_of, read_plate

__all__ = ["Column", "Line", "Plate", "columns_of", "lines_of", "plates_of", "read_plate"]
