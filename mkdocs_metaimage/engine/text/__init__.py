"""Text: fonts, fallback, shaping, bidirectional order and breaks.

Layout asks it for measures, paint for glyphs.
"""
