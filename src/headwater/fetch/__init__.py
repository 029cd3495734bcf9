"""Fetching pages that a person names: the only part of headwater that uses the network, and only when asked to.

`addresses` says where a request may go, `robots` what a site asks of robots, `request` makes one request, `visit` follows one address politely to
its end, `store` writes what came as WARC. Reading what was fetched is the business of `read`.
"""
