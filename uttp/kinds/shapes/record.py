from uttp.kinds.shapes.base import KindTest


class Record(KindTest):
    def box_of(self, sentence: str, service: str) -> str:
        first = self.places()[0]
        return "" if first.is_list else first.box
