# Fails in a module beside it.
# must: trouble 5 "helpless.*helper.py, line 6"
import helper

helper.fail()
