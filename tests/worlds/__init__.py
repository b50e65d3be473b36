"""What stands in the desk while every page is asked for by everybody: one file a room.

Each `<room>.py` has `world(cast, tmp_path, out) -> dict[str, object]`: values of the placeholders that its addresses
have in `tests/access.csv`.
"""
