from django.utils import timezone

from certificates.actions import appoint_stand_in, save_tier
from certificates.enums import Acting
from certificates.models import StandIn, Tier
from services.authority.actions import save_competence, save_scope
from services.models import Competence, Scope, Standard
from services.testing.actions.standards import save_standard
from simetro.core.accounts.actions import create_user
from simetro.core.kit.roles import Role
from simetro.core.models import User
from uttp.kinds import all_kinds

PASSWORD = "demo"  # noqa: S105 - the demo's only; real people are given theirs by a super admin
PEOPLE = (
    # user name, name, role, NIP, rank
    ("superadmin", "Ratna Dewi Kusuma", Role.SUPER_ADMIN, "19800312 200501 2 003", "Penata Tk. I (III/d)"),
    ("admin", "Nurul Hidayati", Role.ADMIN, "19910607 201503 2 001", "Pengatur (II/c)"),
    ("penera", "Teguh Priyono", Role.PENERA, "19870118 201001 1 005", "Penata Muda Tk. I (III/b)"),
    ("penera2", "Dian Puspitasari", Role.PENERA, "19940923 201902 2 004", "Penata Muda (III/a)"),
    ("subkoor", "Hari Wijayanto", Role.SIGNATORY, "19780705 200312 1 002", "Penata Tk. I (III/d)"),
    ("kabid", "Endang Susilowati", Role.SIGNATORY, "19710430 199703 2 002", "Pembina (IV/a)"),
    ("sekdis", "Budi Raharjo", Role.SIGNATORY, "19690214 199403 1 006", "Pembina Tk. I (IV/b)"),
    ("kadis", "Titik Pujiastuti", Role.SIGNATORY, "19661120 199203 2 001", "Pembina Utama Muda (IV/c)"),
    ("owner", "Slamet Riyadi", Role.OWNER, "", ""),
    ("owner2", "Sri Lestari", Role.OWNER, "", ""),
)
TIERS = (
    ("subkoor", "Sub Koordinator Pelayanan Tera", "Subkoor"),
    ("kabid", "Kepala Bidang Metrologi", "Kabid"),
    ("sekdis", "Sekretaris Dinas", "Sekdis"),
    ("kadis", "Kepala Dinas", "Kadis"),
)
HEAD = {
    "head_name": "Endang Susilowati",
    "head_rank": "Pembina (IV/a)",
    "head_nip": "19710430 199703 2 002",
}  # the kabid, on the letters of the office
TRACEABILITY = "SNSU-BSN melalui Balai Standardisasi Metrologi Legal"
STANDARDS = (
    # name, class, serial number, what the codes of the kinds begin with that it serves
    ("Anak timbangan standar 1 mg - 20 kg", "M1", "AT-014", ("nawi.", "weights")),
    ("Anak timbangan standar 20 kg", "M1", "AT-020/1-25", ("nawi.", "weights")),
    ("Anak timbangan standar 1 mg - 10 kg", "F1", "AT-007", ("weights",)),
    ("Bejana ukur standar 20 L", "0,05 %", "BU-003", ("fuel_dispenser", "capacity_measure", "water_meter")),
    ("Master meter 80 mm", "0,1 %", "MM-001", ("road_tanker", "fuel_flow_meter", "lpg_dispenser", "liquid_meter")),
    ("Meter gas induk", "0,3 %", "MG-001", ("gas_meter.", "cng_dispenser")),
    ("Ban ukur standar 50 m", "I", "BS-002", ("length_measure", "tank.", "level_gauge", "dimension_gauge")),
    ("Meter kWh standar tiga fase", "0,05", "KW-001", ("kwh_meter", "ev_charger")),
    ("Pengukur jarak dan jam henti", "", "JH-004", ("taximeter", "parking_meter", "speed_meter")),
    ("Oven pengering dan neraca analitik", "I", "OV-001", ("moisture_meter",)),
    ("Massa acuan uji dinamis", "M1", "MD-001", ("automatic.",)),
)


def make_people() -> dict[str, User]:
    people = {
        username: create_user(
            by=None,
            username=username,
            name=name,
            password=PASSWORD,
            roles=[role],
            nip=nip,
            rank=rank,
            email=f"{username}@simetro.example",
        )
        for username, name, role, nip, rank in PEOPLE
    }
    _make_chain(people)
    _make_standards(people["superadmin"])
    _authorise(people)
    return people


def _make_standards(by: User) -> None:
    today = timezone.localdate()
    for name, accuracy_class, serial, served in STANDARDS:
        standard = Standard(
            name=name,
            accuracy_class=accuracy_class,
            serial_number=serial,
            traceability=TRACEABILITY,
            certificate_number=f"{serial}/KAL/{today.year}",
            valid_until=today.replace(year=today.year + 1, day=1),
            kinds=[kind.code for kind in all_kinds() if kind.code.startswith(served)],
        )
        save_standard(by=by, standard=standard)


def _make_chain(people: dict[str, User]) -> None:
    for position, (username, title, short) in enumerate(TIERS, 1):
        tier = Tier(position=position, title=title, short=short)
        save_tier(by=people["superadmin"], tier=tier, members=[people[username]])
    today = timezone.localdate()
    past_leave = StandIn(
        tier=Tier.objects.get(position=1),
        person=people["kabid"],
        acting=Acting.PLH,
        letter_number="800/112/2026",
        since=today.replace(year=today.year - 1, month=6, day=1),
        until=today.replace(year=today.year - 1, month=6, day=5),
    )
    appoint_stand_in(by=people["superadmin"], stand_in=past_leave)


def _authorise(people: dict[str, User]) -> None:
    """Office and penera for every kind, since before the first order of the demo."""
    every = [kind.code for kind in all_kinds()]
    today = timezone.localdate()
    since = today.replace(year=today.year - 3, month=1, day=1)
    scope = Scope(letter_number=f"SKKPTTU/{since.year}/033", since=since, kinds=every)
    save_scope(by=people["superadmin"], scope=scope)
    for number, username in enumerate(("penera", "penera2"), 1):
        letter = f"800/{number:03}/SPT-PENERA/{since.year}"
        competence = Competence(person=people[username], letter_number=letter, since=since, kinds=every)
        save_competence(by=people["superadmin"], competence=competence)
