"""What does every word and every figure mean?"""

from voortgang.web.definitions import definitions

definitions()
