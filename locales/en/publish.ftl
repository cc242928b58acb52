### The Publish screen.

publish-title = Publish
