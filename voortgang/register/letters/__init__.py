"""Letters as they were frozen: written once, approved by a second person, and proved unchanged when they are read."""
