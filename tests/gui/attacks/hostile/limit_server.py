# Takes memory from whoever started it.
# must: trouble 5 "not permitted"
import os, resource

resource.prlimit(os.getppid(), resource.RLIMIT_AS, (1, 1))
