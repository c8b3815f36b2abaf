# Reads a file that is not there.
# must: trouble 3 "folder of the model"
open("no such table.csv")
