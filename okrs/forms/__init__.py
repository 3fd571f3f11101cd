from okrs.forms.measure import MeasureForm

__all__ = ["MeasureForm"]
