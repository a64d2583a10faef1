from uttp.matching.fates import FACTS, Fates, facts_of, new_values, owner_closed, verified
from uttp.matching.people import Person, key_of, plain_name

__all__ = ["FACTS", "Fates", "Person", "facts_of", "key_of", "new_values", "owner_closed", "plain_name", "verified"]
