"""The demo domain: a stand-in for the Google APIs, so that an unmodified GAM works with no account.

It listens on loopback only, forwards nothing, and plays one made-up organisation, `demo.example`.

- `wire`      the CONNECT proxy, TLS with a certificate authority of its own, HTTP exchanges
- `api`       what every Google API shares: discovery, errors, tokens, scopes, parameters, field masks
- `state`     the stored documents, their transactions and indexes
- `seed`      the people, groups, licences and devices the domain starts with
- `services`  the APIs themselves, one file per kind of resource
"""
