# Allows itself more memory.
# must: trouble 5 "(not allowed|exceed|permitted)"
import resource

resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
