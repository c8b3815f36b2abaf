# Raises what is no error.
# must: trouble 3 "must derive"
raise "an error"
