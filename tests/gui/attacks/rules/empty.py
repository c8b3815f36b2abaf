# 
# must: trouble - "no network called .model."
