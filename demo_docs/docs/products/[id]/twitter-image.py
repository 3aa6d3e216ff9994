"""One card for X, which crops to 2:1 and would show the first of several only."""

from catalogue import get_product

from mkdocs_metaimage import ImageResponse, h

size = (1200, 600)
alt = "A product of the example shop, with its price"


async def image(params):
    product = await get_product(params["id"])
    return ImageResponse(
        h(
            "div",
            {"style": {
                "display": "flex", "flexDirection": "column", "alignItems": "center", "justifyContent": "center",
                "height": "100%", "color": "#fff", "backgroundColor": "#131a2e",
            }},
            h("img", {"src": f"../{params['id']}.svg", "alt": "", "width": 230, "height": 230}),
            h("div", {"style": {"marginTop": 28, "fontSize": 84, "fontWeight": 800, "letterSpacing": "-0.03em"}}, product["name"]),
            h("div", {"style": {"marginTop": 10, "fontSize": 38, "fontWeight": 600, "color": product["color"]}}, product["price"]),
        )
    )  # fmt: skip
