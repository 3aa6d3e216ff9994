"""One card for X, which crops to 2:1 and would show the first of several only."""

from catalogue import get_product

from mkdocs_metaimage import ImageResponse, h

size = (1200, 600)
alt = "A product of the example shop, with its price"


CARD = {
    "display": "flex",
    "flexDirection": "column",
    "alignItems": "center",
    "justifyContent": "center",
    "height": "100%",
    "color": "#fff",
    "backgroundColor": "#131a2e",
}
NAME = {"marginTop": 28, "fontSize": 84, "fontWeight": 800, "letterSpacing": "-0.03em"}
PRICE = {"marginTop": 10, "fontSize": 38, "fontWeight": 600, "color": "#f7b32b"}


async def image(params):
    product = await get_product(params["id"])
    return ImageResponse(
        h(
            "div",
            {"style": CARD},
            h("img", {"src": f"../{params['id']}.svg", "alt": "", "width": 230, "height": 230}),
            h("div", {"style": NAME}, product["name"]),
            h("div", {"style": PRICE}, product["price"]),
        )
    )
