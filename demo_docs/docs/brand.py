"""What the cards of this site share. A local module: it is imported by name, and never published."""

from mkdocs_metaimage import html

INK = "#131a2e"
RED = "#e5482d"
AMBER = "#f7b32b"

MARK = html("""
<style>
  .mark { position: relative; flex: none; width: 1em; height: 0.72em; border-radius: 0.17em; background: {{ red }}; }
  .mark div { position: absolute; border-radius: 1em; }
</style>
<div class="mark">
  <div style="top: 0.17em; left: 0.16em; width: 0.4em; height: 0.11em; background-color: #fff"></div>
  <div style="top: 0.37em; left: 0.16em; width: 0.26em; height: 0.09em; background-color: #fff9"></div>
  <div style="right: 0.14em; bottom: 0.13em; width: 0.26em; height: 0.26em; background-color: {{ amber }}"></div>
</div>
""", red=RED, amber=AMBER)  # fmt: skip
"""The mark of the site, one `em` wide."""
