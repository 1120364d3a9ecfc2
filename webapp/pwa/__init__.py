"""What makes the site an app on a home screen: the worker, the manifest, and the two pages it opens alone."""
