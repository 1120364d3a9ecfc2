"""What makes the site an app on a home screen: the worker, the manifest, and three pages it opens alone."""
