"""How far is each improvement measure, and what was parliament told?"""
