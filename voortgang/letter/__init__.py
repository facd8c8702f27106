"""The progress letter: frozen figures, and the documents that are made of them and of nothing else."""
