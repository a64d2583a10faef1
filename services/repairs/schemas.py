from simetro.core.rest import Day, Reason


class RepairIn(Reason):
    until: Day | None = None
