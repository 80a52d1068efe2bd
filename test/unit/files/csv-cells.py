"""Writes and reads CSV as GAM does, by Python's csv. A JSON array of requests in, one of answers out; CSV in base64."""

import base64
import csv
import io
import json
import sys

WAYS = {"minimal": csv.QUOTE_MINIMAL, "all": csv.QUOTE_ALL}


def write(rows, delimiter, quoting):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=WAYS[quoting], lineterminator="\n").writerows(rows)
    return base64.b64encode(text.getvalue().encode()).decode()


def read(data, delimiter):
    text = base64.b64decode(data).decode()
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


answers = []
for request in json.load(sys.stdin):
    if "rows" in request:
        answers.append(write(request["rows"], request["delimiter"], request["quoting"]))
    else:
        answers.append(read(request["csv"], request["delimiter"]))
json.dump(answers, sys.stdout)
