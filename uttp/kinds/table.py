"""Kinds by table: one entry each, where readings are compared with a reference value."""

from uttp.kinds.kind import Kind
from uttp.kinds.unsettled import unsettled

_AUTOMATIC, _GAS, _TANKS = "Timbangan otomatis", "Meter gas", "Tangki ukur"
KINDS: tuple[Kind, ...] = (
    unsettled(
        "tank.vertical",
        "Tangki ukur tetap silinder tegak",
        "Vertical cylindrical tank",
        _TANKS,
        "L",
        72,
        confirmed=True,
        on_site_only=True,
    ),
    unsettled(
        "tank.spherical", "Tangki ukur bola", "Spherical tank", _TANKS, "L", 144, confirmed=True, on_site_only=True
    ),
    unsettled(
        "level_gauge",
        "Alat ukur permukaan cairan otomatis",
        "Automatic level gauge",
        _TANKS,
        "mm",
        24,
        confirmed=True,
        on_site_only=True,
    ),
    unsettled(
        "taximeter", "Meter taksi", "Taximeter", "Meter", "m", 12, capacity=("Konstanta", "Constant"), confirmed=True
    ),
    unsettled(
        "parking_meter",
        "Meter parkir",
        "Parking meter",
        "Meter",
        "menit",
        12,
        capacity=("Konstanta", "Constant"),
        confirmed=True,
        on_site_only=True,
    ),
    unsettled(
        "moisture_meter", "Meter kadar air", "Moisture meter", "Meter", "%", 12, capacity=("Komoditas", "Commodity")
    ),
    unsettled("lpg_dispenser", "Pompa ukur elpiji", "LPG dispenser", "Pompa ukur", "L", 12, on_site_only=True),
    unsettled("cng_dispenser", "Pompa ukur BBG", "CNG dispenser", "Pompa ukur", "kg", 12, on_site_only=True),
    unsettled("fuel_flow_meter", "Meter arus BBM", "Fuel flow meter", "Meter arus", "L", 12, on_site_only=True),
    unsettled("gas_meter.rotary", "Meter gas rotari dan turbin", "Rotary and turbine gas meter", _GAS, "m³", 60),
    unsettled("gas_meter.diaphragm", "Meter gas diafragma", "Diaphragm gas meter", _GAS, "m³", 120),
    unsettled("automatic.belt", "Timbangan ban berjalan", "Belt weigher", _AUTOMATIC, "kg", 12, on_site_only=True),
    unsettled(
        "automatic.wim",
        "Timbangan kendaraan bergerak (WIM)",
        "Weigh-in-motion scale",
        _AUTOMATIC,
        "kg",
        12,
        on_site_only=True,
    ),
    unsettled("automatic.rail", "Timbangan kereta api", "Rail-weighbridge", _AUTOMATIC, "kg", 12, on_site_only=True),
    unsettled(
        "automatic.catch", "Timbangan pengecek dan penyortir", "Catchweigher", _AUTOMATIC, "g", 12, on_site_only=True
    ),
)
