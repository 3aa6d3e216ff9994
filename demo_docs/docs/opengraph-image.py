"""The card of every page that has none of its own nearer by: the page's title, and how its link will look."""

from brand import AMBER, INK, MARK, RED

from mkdocs_metaimage import ImageResponse, html

CARD = """
<style>
  .card { position: relative; display: flex; width: 100%; height: 100%; overflow: hidden; color: #fff;
          background-image: linear-gradient(115deg, {{ ink }} 30%, #2b2250 75%, #4b2352); }
  .words { display: flex; flex-direction: column; box-sizing: border-box; width: 700px; padding: 68px 0 116px 84px; }
  .site { display: flex; align-items: center; gap: 18px; font-size: 30px; font-weight: 600; color: #ffffffd9; }
  .title { margin-top: auto; font-size: 86px; font-weight: 800; line-height: 1.04; letter-spacing: -0.035em;
           max-height: 270px; overflow-wrap: anywhere; text-fit: shrink 52px; }
  .description { margin-top: 24px; font-size: 29px; line-height: 1.4; color: #ffffffb8;
                 overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
  .behind { position: absolute; border-radius: 30px; width: 380px; height: 330px; }
  .post { position: absolute; top: 118px; left: 822px; width: 440px; border-radius: 28px; overflow: hidden;
          background-color: #fff; color: {{ ink }}; }
  .picture { display: flex; align-items: center; height: 236px; padding: 0 80px 0 36px; color: #fff; font-size: 40px;
             font-weight: 800; line-height: 1.1; letter-spacing: -0.02em;
             background-image: linear-gradient(120deg, {{ red }}, {{ amber }}); }
  .picture div { overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; }
  .lines { padding: 30px 36px 36px; }
  .line { height: 16px; margin-bottom: 16px; border-radius: 8px; background-color: {{ ink }}; }
</style>
<div class="card">
  <div class="behind" style="top: -60px; left: 930px; background-color: #ffffff14"></div>
  <div class="behind" style="top: 330px; left: 770px; background-color: #ffffff1f"></div>
  <div class="words">
    <div class="site"><div style="font-size: 52px">{{ mark }}</div>{{ site.name }}</div>
    <div class="title">{{ page.title }}</div>
    <div class="description">{{ page.description }}</div>
  </div>
  <div class="post">
    <div class="picture"><div>{{ page.title }}</div></div>
    <div class="lines">
      <div class="line" style="width: 300px; opacity: 0.85"></div>
      <div class="line" style="width: 340px; opacity: 0.25"></div>
      <div class="line" style="width: 210px; opacity: 0.25; margin-bottom: 0"></div>
    </div>
  </div>
</div>
"""


def image(page, site):
    return ImageResponse(html(CARD, page=page, site=site, mark=MARK, ink=INK, red=RED, amber=AMBER))
