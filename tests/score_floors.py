#!/usr/bin/env python3
"""Scores the program on ../shared/corpus against tests/floors.json: fails below a floor, says when one can rise."""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TOOL = f"{ROOT}/target/release/ardoise extract {{pdf}} -o {{csv}}"


def figures(folder):
    command = [sys.executable, SHARED / "score/score.py", folder, "--tool", TOOL, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["total"]


def main():
    if not SHARED.exists():
        print("skipped: ../shared is not there")
        return 0
    below = 0
    for name, floors in json.loads((ROOT / "tests/floors.json").read_text()).items():
        found = figures(SHARED / "corpus" / name)
        for figure, floor in floors.items():
            value = found[figure]
            verdict = "below its floor" if value < floor else "ok" if value == floor else "its floor can rise"
            below += value < floor
            print(f"{name:7} {figure:8} {value:.4f}  floor {floor:.4f}  {verdict}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
