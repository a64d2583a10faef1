"""Demo data, made by the office's own actions. Persons and firms are fictitious; the places are Banyumas."""
