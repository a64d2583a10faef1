"""The laws that documents cite."""

ACT = "Undang-Undang Nomor 2 Tahun 1981 tentang Metrologi Legal"
REGULATION = "Peraturan Menteri Perdagangan Nomor 24 Tahun 2024"
LAWS = f"{ACT} dan {REGULATION}"
