from simetro.core.rest import Day, Reason


class Repair(Reason):
    until: Day | None = None
