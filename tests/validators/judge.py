"""judge.py SCHEMA FILE…: judges each file with the reference validator that this Python has; exits 1 on any error."""
import sys


def errors_of_frictionless(schema, path):
    from frictionless import Resource, Schema, system

    with system.use_context(trusted=True):
        report = Resource(path=path, schema=Schema.from_descriptor(schema)).validate()
    return [f"{e.type}: {e.message}" for e in report.errors + [e for t in report.tasks for e in t.errors]]


def errors_of_validata(schema, path):
    import validata_core

    report = validata_core.validate(path, schema)
    tasks = [e for task in report["tasks"] for e in task["errors"] + task["structure_warnings"]]
    return [f"{e.get('code')}: {e.get('message')}" for e in report["errors"] + tasks]


def main(schema, *paths):
    try:
        import validata_core  # noqa: F401

        name, errors_of = "validata-core", errors_of_validata
    except ImportError:
        name, errors_of = "frictionless", errors_of_frictionless
    bad = 0
    for path in paths:
        errors = errors_of(schema, path)
        bad += bool(errors)
        print(f"{name}: {path}: {len(errors)} errors")
        for error in errors[:10]:
            print(f"  {error}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
