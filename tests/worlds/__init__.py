"""What stands in the desk while every page is asked for by everybody: one file a room.

Each `<room>.py` has `world(cast, tmp_path, out) -> dict[str, object]`: values of the placeholders that its addresses
have in `tests/access.csv`. `SAID: dict[str, dict[str, object]]` may say, by the address as the table writes it, what is
posted there; a value that is the name of a placeholder stands for what that placeholder is.
"""
