# Has code that is not in the file import Matplotlib.
# must: trouble 6 "Matplotlib is imported"
import types

helper = types.ModuleType("helper")
exec(compile("import matplotlib.pyplot as plt", "helper.py", "exec"), vars(helper))
