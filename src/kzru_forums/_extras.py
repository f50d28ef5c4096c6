"""What is said where a package of an extra is not installed."""

from typing import NoReturn


def explain(error: ModuleNotFoundError, package: str, extra: str, what: str) -> NoReturn:
    """Raise an error that names the extra, if it is the package itself that is missing and not something it needs.

    Args:
        error: what the import raised.
        package: the package, as it is imported.
        extra: the extra that has it.
        what: what needs it.

    Raises:
        ImportError: the package is missing.
        ModuleNotFoundError: `error` itself, where it is something else.
    """
    if (error.name or "").partition(".")[0] == package:
        message = f'{what} needs {package}: pip install "kzru-forums[{extra}]"'
        raise ImportError(message, name=package) from error
    raise error
