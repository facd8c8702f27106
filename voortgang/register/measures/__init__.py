"""The register of improvement measures: what each row of the annex says, since when, and who wrote it down when."""
