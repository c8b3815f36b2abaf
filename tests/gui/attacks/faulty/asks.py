# Asks whoever is there.
# must: trouble 3 "Nobody can answer"
n = int(input("How many? "))
