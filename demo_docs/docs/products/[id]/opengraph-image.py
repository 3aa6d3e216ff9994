"""A card for each caption that the catalogue has of a product."""

from catalogue import get_product

from mkdocs_metaimage import ImageResponse, html

CARD = """
<style>
  .card { display: flex; width: 100%; height: 100%; background-color: #fbf8f3; color: #131a2e; }
  .words { display: flex; flex-direction: column; box-sizing: border-box; width: 600px; padding: 76px 40px 76px 84px; }
  .shop { font-size: 27px; font-weight: 600; color: #131a2e99; }
  .name { margin-top: auto; font-size: 96px; font-weight: 800; line-height: 1; letter-spacing: -0.04em;
          white-space: nowrap; text-fit: shrink 60px; }
  .caption { margin-top: 24px; font-size: 36px; line-height: 1.3; color: #131a2ecc; }
  .price { align-self: flex-start; margin-top: auto; padding: 16px 32px; border-radius: 40px; font-size: 36px;
           font-weight: 700; color: #fff; background-color: #131a2e; }
  .picture { display: flex; flex: 1; align-items: center; justify-content: center;
             background-color: {{ product.color }}; }
</style>
<div class="card">
  <div class="words">
    <div class="shop">The example shop</div>
    <div class="name">{{ product.name }}</div>
    <div class="caption">{{ caption }}</div>
    <div class="price">{{ product.price }}</div>
  </div>
  <div class="picture"><img src="../{{ id }}.svg" alt="" width="420" height="420"></div>
</div>
"""


async def generate_image_metadata(params):
    product = await get_product(params["id"])
    return [
        {"id": number, "size": {"width": 1200, "height": 630}, "alt": caption, "content_type": "image/png"}
        for number, caption in enumerate(product["captions"])
    ]


async def image(params, id):
    product_id = (await params)["id"]
    product = await get_product(product_id)
    return ImageResponse(html(CARD, id=product_id, product=product, caption=product["captions"][await id]))
