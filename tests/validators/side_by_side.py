"""side_by_side.py: what the reference validator of this Python says of each case of tests/schema/cases.toml, against
what is written there; exits 1 on a difference. With --json it prints the verdicts instead."""
import json
import pathlib
import sys
import tempfile
import tomllib

import judge

CASES = pathlib.Path(__file__).resolve().parent.parent / "schema/cases.toml"


def verdicts():
    with tempfile.TemporaryDirectory() as folder:
        schema, table = pathlib.Path(folder, "schema.json"), pathlib.Path(folder, "table.csv")
        for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]:
            schema.write_text(case["schema"], encoding="utf-8")
            table.write_bytes(case["csv"].encode(case.get("encoding", "utf-8")))
            yield case, judge.verdict(str(schema), str(table))


def main(*arguments):
    if "--json" in arguments:
        print(json.dumps({case["name"]: verdict for case, verdict in verdicts()}))
        return 0
    known = "validata" if judge.is_validata() else "frictionless"
    count = different = 0
    for case, verdict in verdicts():
        count += 1
        if verdict != case[known]:
            different += 1
            print(f"{known}: {case['name']}: {verdict}, not {case[known]}")
    print(f"{known}: {count - different} passed, {different} failed")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
