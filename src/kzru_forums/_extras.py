"""What is said where a package of an extra is not installed."""


def explain(error: ModuleNotFoundError, package: str, extra: str, what: str) -> None:
    """Raise an error that names the extra, if it is the package itself that is missing and not something it needs.

    Args:
        error: what the import raised; to be raised again where this function returns.
        package: the package, as it is imported.
        extra: the extra that has it.
        what: what needs it.

    Raises:
        ImportError: the package is missing.
    """
    if (error.name or "").partition(".")[0] == package:
        message = f'{what} needs {package}: pip install "kzru-forums[{extra}]"'
        raise ImportError(message, name=package) from error
