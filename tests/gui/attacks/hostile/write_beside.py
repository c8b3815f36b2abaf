# Writes a file into its folder.
# must: trouble 3 "Permission denied.*gettempdir"
open("stolen.txt", "w")
