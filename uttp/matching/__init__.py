from uttp.matching.fates import FACTS, Fates, facts_of, new_values, verified
from uttp.matching.people import Person

__all__ = ["FACTS", "Fates", "Person", "facts_of", "new_values", "verified"]
