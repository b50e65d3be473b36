"""What people outside the desk read, each text once: pages and papers are two outputs of the same file.

A text is one TOML file beside this one. Its words are plain English and serve as message ids: `make messages` collects
them, and the outputs translate. Every text says what it rests on, through `cite`.
"""

from graftwatch.law.words.reading import MalformedTextError, UnknownTextError, every_word, read_texts, text, texts
from graftwatch.law.words.text import Line, Part, Question, Text

__all__ = [
    "Line",
    "MalformedTextError",
    "Part",
    "Question",
    "Text",
    "UnknownTextError",
    "every_word",
    "read_texts",
    "text",
    "texts",
]
