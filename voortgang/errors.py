"""The errors a user can cause and mend."""


class VoortgangError(Exception):
    """A Dutch sentence that says what is wrong, where, and what to do; shown without a traceback."""


class DeliveryRefused(VoortgangError):
    """A delivery broke a critical promise: nothing was published, the previous warehouse stays."""
