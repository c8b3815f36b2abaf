# Writes code that others will import.
# must: trouble 3 "Permission denied"
open("helper.py", "a").write("evil = 1")
