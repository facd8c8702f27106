"""The queue of requests: one model of it, what it shows of the teams, and what it would have been without a measure."""
