"""Benchmarks: what the monitor costs, beside plain tools doing the same in the same run (`make bench`).

Nothing here fails on a slow machine: it measures and prints. What is compared is measured in alternation, so that a
busy moment of the machine hits both, and reported as a median.
"""
