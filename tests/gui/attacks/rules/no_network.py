# Calls something else its model.
# must: trouble 3 "of type list"
model = [1, 2, 3]
