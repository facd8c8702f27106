"""The register of measures as a file that people work in, and back: nothing is lost, and nothing goes in unseen."""
