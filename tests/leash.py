"""For programs that a run starts: they end with it, also where it is killed and has no time to end them itself."""

# Of util-linux; the program keeps its process id, as this becomes it.
LEASH = ("setpriv", "--pdeathsig", "TERM", "--")
