"""What a visitor waits for: queries, script runs, crowds, the start of the server and the first view in a browser.

Pages are those that the running app lists in its own navigation, so a new page is measured without being named here.
"""
