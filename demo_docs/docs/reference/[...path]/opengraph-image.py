"""The card of the reference: where in it the page stands, as a catch-all folder hands it over."""

from mkdocs_metaimage import ImageResponse, html

CARD = """
<style>
  .card { display: flex; flex-direction: column; box-sizing: border-box; width: 100%; height: 100%; padding: 64px 72px;
          background-image: linear-gradient(135deg, #2f6f5e, #123c42); }
  .window { display: flex; flex: 1; flex-direction: column; border-radius: 22px; overflow: hidden;
            background-color: #0c1418; color: #e6f1ee; font-family: monospace; }
  .bar { display: flex; align-items: center; gap: 12px; padding: 22px 30px; background-color: #ffffff12;
         font-size: 24px; color: #e6f1ee99; }
  .dot { width: 18px; height: 18px; border-radius: 50%; }
  .body { display: flex; flex: 1; flex-direction: column; justify-content: center; padding: 0 64px; }
  .path { font-size: 36px; color: #7fd1b9; }
  .path i { font-style: normal; color: #ffffff4d; }
  .title { margin-top: 18px; font-size: 92px; font-weight: 700; line-height: 1.1; letter-spacing: -0.04em;
           max-height: 210px; text-fit: shrink 48px; }
  .description { margin-top: 24px; font-family: sans-serif; font-size: 28px; line-height: 1.4; color: #e6f1eeb3;
                 overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
</style>
<div class="card">
  <div class="window">
    <div class="bar">
      <div class="dot" style="background-color: #e5482d"></div>
      <div class="dot" style="background-color: #f7b32b"></div>
      <div class="dot" style="background-color: #57b894"></div>
      <div style="margin-left: 14px">{{ site.name }}</div>
    </div>
    <div class="body">
      <div class="path">reference{% for part in path %}<i> / </i>{{ part }}{% endfor %}</div>
      <div class="title">{{ page.title }}</div>
      <div class="description">{{ page.description }}</div>
    </div>
  </div>
</div>
"""


def image(params, page, site):
    return ImageResponse(html(CARD, path=params["path"], page=page, site=site))
