"""judge.py SCHEMA FILE…: judges each file with the reference validator that this Python has; exits 1 on any error."""
import logging
import sys

# A validator that gives up on a file logs it at length; its verdict says enough.
logging.disable(logging.CRITICAL)


def is_validata():
    try:
        import validata_core  # noqa: F401
    except ImportError:
        return False
    return True


def frictionless_says(schema, path):
    from frictionless import Resource, Schema, system

    with system.use_context(trusted=True):
        report = Resource(path=path, schema=Schema.from_descriptor(schema)).validate()
    errors = report.errors + [e for task in report.tasks for e in task.errors]
    return [f"{e.type}: {e.message}" for e in errors], []


def validata_says(schema, path):
    import validata_core

    report = validata_core.validate(path, schema)
    errors = report["errors"] + [e for task in report["tasks"] for e in task["errors"]]
    warnings = [w for task in report["tasks"] for w in task["structure_warnings"]]
    told = [[f"{e.get('code')}: {e.get('message')}" for e in some] for some in (errors, warnings)]
    return tuple(told)


def says(schema, path):
    """Errors and warnings."""
    return validata_says(schema, path) if is_validata() else frictionless_says(schema, path)


def verdict(schema, path):
    """`valid`, `warnings` or `invalid`; a validator that gives up on a file refuses it."""
    try:
        errors, warnings = says(schema, path)
    except Exception:  # noqa: BLE001
        return "invalid"
    return "invalid" if errors else "warnings" if warnings else "valid"


def main(schema, *paths):
    name = "validata-core" if is_validata() else "frictionless"
    bad = 0
    for path in paths:
        errors, warnings = says(schema, path)
        bad += bool(errors or warnings)
        print(f"{name}: {path}: {len(errors)} errors, {len(warnings)} warnings")
        for told in (errors + warnings)[:10]:
            print(f"  {told}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
