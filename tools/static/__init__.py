"""Build `build/static/`, everything a browser asks that is not an answer of the application.

The folder holds `assets/` (what Dash includes in every page) and `_dash-component-suites/` (what Dash’s components
ask), under the very addresses that the browser uses, each file beside its brotli and gzip forms.
"""

# Every package of components that a page may use. Dash asks all the files of a package once it is imported, whatever
# a page shows; a test checks that the real application asks nothing else.
PACKAGES = ("dash", "dash_bootstrap_components")
