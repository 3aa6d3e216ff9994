"""What is done to a box as a whole when it has been painted: filters, clips, masks, blending.

Each module is imported when a card has such a box.
"""
