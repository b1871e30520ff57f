"""Known drift in, estimated drift out: does the instrument read what the simulated model's law put there?"""
