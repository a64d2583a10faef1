PLACES = (
    ("Purwokerto Timur", "Kranji"),
    ("Purwokerto Barat", "Rejasari"),
    ("Purwokerto Utara", "Bobosan"),
    ("Purwokerto Selatan", "Teluk"),
    ("Sumpiuh", "Kebokura"),
    ("Ajibarang", "Ajibarang Wetan"),
    ("Kemranjen", "Sirau"),
    ("Cilongok", "Pernasidi"),
    ("Banyumas", "Kejawar"),
    ("Tambak", "Kamulyan"),
    ("Sokaraja", "Sokaraja Kulon"),
    ("Wangon", "Klapagading"),
)
MARKETS = (
    "Pasar Wage",
    "Pasar Manis",
    "Pasar Banyumas",
    "Pasar Sumpiuh",
    "Pasar Ajibarang",
    "Pasar Wijahan",
    "Pasar Cilongok",
    "Pasar Pernasidi",
)
GIVEN = (
    "Slamet",
    "Siti",
    "Sugeng",
    "Wahyuni",
    "Bambang",
    "Sri",
    "Agus",
    "Tarsinah",
    "Kuswanto",
    "Lasmi",
    "Darsono",
    "Sumarni",
    "Edi",
    "Rohmah",
    "Karsito",
    "Watini",
    "Yatno",
    "Umi",
    "Parto",
    "Suwarti",
)
FAMILY = (
    "Riyadi",
    "Aminah",
    "Prasetyo",
    "Lestari",
    "Hidayat",
    "Rahayu",
    "Santoso",
    "Utami",
    "Nugroho",
    "Handayani",
    "Setiawan",
    "Mulyani",
    "Wibowo",
    "Kurniasih",
    "Purnomo",
    "Astuti",
)
SHOPS = (
    "Toko Sumber Rejeki",
    "Toko Emas Kencana Wungu",
    "UD Tani Makmur",
    "CV Serayu Jaya",
    "Toko Beras Barokah",
    "Koperasi Mekar Sari",
    "PT Gula Kelapa Banyumas",
    "Apotek Waras",
    "Toko Besi Kokoh",
    "UD Rosok Berkah",
)
STATIONS = (
    "SPBU Kranji",
    "SPBU Ajibarang",
    "SPBU Sumpiuh",
    "SPBU Wangon",
    "SPBU Sokaraja",
    "PT Persada Energi Nusantara Sejahtera Bersama cabang Purwokerto Selatan dan Karesidenan Banyumas",
)
ELECTRONIC = (
    # brand, model, unit, max, min, e, class
    ("Quattro", "QT-30", "kg", "30", "0.2", "0.01", "III"),
    ("Camry", "EB-15", "kg", "15", "0.1", "0.005", "III"),
    ("Sonic", "SC-6", "g", "6000", "40", "2", "III"),
    ("Nhon Hoa", "NHE-60", "kg", "60", "0.4", "0.02", "III"),
    ("Shimada", "SH-300", "g", "300", "0.2", "0.01", "II"),
    ("Henherr", "ACS-150", "kg", "150", "1", "0.05", "III"),
)
# Of 400 instruments without nozzles, as in a year of Banyumas; eight weights of ten stand in a set with a scale.
MIX = (
    ("nawi.mechanical.counter", 184),
    ("weights", 110),
    ("nawi.electronic", 38),
    ("nawi.mechanical.centesimal", 29),
    ("nawi.mechanical.steelyard", 6),
    ("capacity_measure", 3),
    ("nawi.mechanical.spring", 2),
    ("nawi.mechanical.balance", 1),
    ("length_measure", 1),
)
MECHANICAL = {
    # kind: brand, model, unit, max, min, e, class
    "nawi.mechanical.counter": (
        ("Sumo", "TM-10", "kg", "10", "0.1", "0.005", "III"),
        ("Matahari", "TM-5", "kg", "5", "0.05", "0.005", "IIII"),
    ),
    "nawi.mechanical.centesimal": (("Garuda", "SS-300", "kg", "300", "4", "0.2", "III"),),
    "nawi.mechanical.spring": (("Lion Star", "P-20", "kg", "20", "0.5", "0.05", "IIII"),),
    "nawi.mechanical.steelyard": (("Jangkar", "D-110", "kg", "110", "2", "0.2", "IIII"),),
    "nawi.mechanical.balance": (("Kencana", "NE-200", "g", "200", "1", "0.02", "II"),),
}
SETS = (
    # class, then nominal, unit and count of each pile
    (
        "M2",
        ("1", "kg", "1"),
        ("500", "g", "1"),
        ("200", "g", "2"),
        ("100", "g", "1"),
        ("50", "g", "1"),
        ("20", "g", "2"),
    ),
    ("M3", ("5", "kg", "1"), ("2", "kg", "2"), ("1", "kg", "2"), ("500", "g", "1")),
    (
        "M2",
        ("20", "kg", "4"),
    ),
)
OTHERS = {
    # kind: brand, model, attributes
    "capacity_measure": ("Tirta", "Takaran 1 L", {"use": "transfer", "filled_to": "brim", "nominal_ml": "1000"}),
    "length_measure": ("Sumbu", "Ban ukur 5 m", {"accuracy_class": "II", "nominal_m": "5"}),
}
DISPENSERS = (("Tatsuno", "Sunny-XE"), ("Gilbarco", "Encore"), ("Wayne", "Helix"))
FUELS = ("Pertalite", "Pertamax", "Biosolar", "Dexlite", "Pertamax Turbo")
