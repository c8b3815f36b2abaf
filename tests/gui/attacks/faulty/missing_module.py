# Imports what is not installed.
# must: trouble 3 "pip install"
import a_module_that_is_nowhere
