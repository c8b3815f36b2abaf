# Imports Matplotlib from text.
# must: trouble 3 "Matplotlib is imported"
exec("import matplotlib" + ".pyplot")
