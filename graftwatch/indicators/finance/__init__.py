"""Questions that a financial intelligence unit or a bank can answer."""
