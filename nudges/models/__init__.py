from nudges.models.message import Message, Occasion

__all__ = ["Message", "Occasion"]
