# Writes into an installed package.
# must: trouble 5 "(Permission denied|Read-only)"
import nengo

open(nengo.__file__, "a")
