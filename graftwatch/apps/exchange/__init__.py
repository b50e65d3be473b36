"""Disclosures between agencies: asked, weighed, minimised, released by two, received, recalled."""
