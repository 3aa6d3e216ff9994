"""The card engine: HTML and CSS to pixels, without a browser.

It knows nothing of pages, routes or hosts, and each of its stages takes what the one before it gave:
elements, styled elements, placed boxes, a picture, bytes.
"""
