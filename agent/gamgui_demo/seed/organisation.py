"""The frame of the demo domain: its names and its organisational units."""

DOMAIN = "demo.example"
CUSTOMER_ID = "C0demo001"
ORGANISATION = "Demo domain"
ADMIN_EMAIL = f"admin@{DOMAIN}"
ADMIN_ID = "100000000000000001200"
CREATED = "2019-03-04T08:00:00.000Z"

# (path, description, share of the people in percent)
ORG_UNITS = (
    ("/Engineering", "Builds and runs everything", 8),
    ("/Engineering/Platform", "Servers, networks, tools", 15),
    ("/Engineering/Quality", "Tests and releases", 8),
    ("/Sales", "All regions", 4),
    ("/Sales/Americas", "Customers from Alaska to Patagonia", 10),
    ("/Sales/Europe and Africa", "Customers from Tromsø to Cape Town", 12),
    ("/Support", "Answers within the day", 14),
    ("/Support/Night shift", "Answers within the night", 6),
    ("/Finance", "Money in and out", 6),
    ("/People", "Hiring, pay, training", 5),
    ("/Operations", "Buildings, purchasing, logistics", 8),
    ("/Contractors", "People with a contract for a limited time", 4),
)

# (city, id, country, start of the telephone numbers; 555 01xx is set aside for stories)
OFFICES = (
    ("Lisbon", "lisbon", "PT", "+3512155501"),
    ("Nairobi", "nairobi", "KE", "+2542055501"),
    ("Chicago", "chicago", "US", "+131255501"),
    ("Osaka", "osaka", "JP", "+81655501"),
    ("São Paulo", "sao-paulo", "BR", "+551155501"),
    ("Kraków", "krakow", "PL", "+481255501"),
)


def org_unit_id(number: int) -> str:
    """The id of the n-th unit. The root is number 0. Google's ids look like this one."""
    return f"id:03demo{number:08x}"
