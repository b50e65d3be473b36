"""Questions that aftercare, pharmacies and insurers can answer."""
