"""The card of one page, with the outlines of its boxes over it."""

from mkdocs_metaimage import ImageResponse, html

CARD = """
<style>
  .card { height: 100%; color: #f5f1e8; background: #131a2e; }
  safe-area { display: grid; grid-template: auto 1fr auto / 1fr 180px; gap: 28px 40px; }
  .site { grid-column: 1 / -1; font-size: 30px; font-weight: 600; opacity: 0.75; }
  .title {
    align-self: center; max-height: 190px; font-size: 88px; font-weight: 800; line-height: 1.05; text-wrap: balance;
  }
  .logo { place-self: center; width: 150px; height: 150px; }
  .words { grid-column: 1 / -1; font-size: 30px; line-height: 1.4; text-wrap: balance; opacity: 0.75; }
</style>
<div class="card">
  <safe-area>
    <div class="site">{{ site.name }}</div>
    <div class="title">{{ page.title }}</div>
    <img class="logo" src="../../assets/logo.svg">
    <div class="words">{{ page.description }}</div>
  </safe-area>
</div>
"""


def image(page, site):
    return ImageResponse(html(CARD, page=page, site=site), debug=True)
