"""What cards cost the builds of whole sites: time, CPU and memory, beside the same builds without them."""
