# Ends the program as the prompt does.
# must: trouble 3 "ends the program here"
quit()
