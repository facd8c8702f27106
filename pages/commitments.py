"""What was promised to parliament, by when, and in which letter was it settled?"""
