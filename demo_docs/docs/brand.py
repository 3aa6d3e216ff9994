"""What the cards of this site share. A local module: it is imported by name, and never published."""

INK = "#131a2e"
PAPER = "#fbf8f3"
RED = "#e5482d"
AMBER = "#f7b32b"

MARK = """
<div style="position: relative; width: 1em; height: 0.72em; flex: none; border-radius: 0.17em; background-color: #e5482d">
  <div style="position: absolute; top: 0.17em; left: 0.16em; width: 0.4em; height: 0.11em; border-radius: 1em; background-color: #fff"></div>
  <div style="position: absolute; top: 0.37em; left: 0.16em; width: 0.26em; height: 0.09em; border-radius: 1em; background-color: #fff9"></div>
  <div style="position: absolute; right: 0.14em; bottom: 0.13em; width: 0.26em; height: 0.26em; border-radius: 50%; background-color: #f7b32b"></div>
</div>
"""
"""The mark of the site, one `em` wide."""
