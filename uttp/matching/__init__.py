from uttp.matching.fates import FACTS, Fates, facts_of, new_values, owner_closed, verified
from uttp.matching.people import Person, key_of
from uttp.matching.twins import unless_twins

__all__ = ["FACTS", "Fates", "Person", "facts_of", "key_of", "new_values", "owner_closed", "unless_twins", "verified"]
