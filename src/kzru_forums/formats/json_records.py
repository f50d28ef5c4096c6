"""Records and the plain values of JSON: hooks of two cattrs converters.

The fast converter stops at the first error and leaves plain values to the validators of the model; the detailed one
then reports every error with its path. Writing checks nothing, because the model has already done so.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NoReturn, get_args

import attrs

from kzru_forums.errors import DataError
from kzru_forums.formats.json_text import Constant, RepeatedKeysError, Repeating
from kzru_forums.formats.schema import PLAIN, TEXTS, VOCABULARIES, Text, is_optional, is_tuple, without_null
from kzru_forums.model import Party, Speaker
from kzru_forums.patterns import regex

if TYPE_CHECKING:
    from cattrs import Converter

_Hook = Callable[[Any, Any], Any]
"""Converts a value to a type. Hooks are created per type and ignore the type that cattrs passes."""
_SHARED = (Speaker, Party)
"""Classes whose records a document repeats: equal ones become one value and are converted once."""
_RECORDS_KEPT = 1024
"""Number of records of each shared class in the cache."""
_CHARACTERS_NAMED = 40
"""Maximum length of a string or key quoted in a message."""
MOST_FAULTS = 1_000
"""Maximum number of errors of one document; the search for more ends there."""
ONLY_THE_FIRST = f"only the first {MOST_FAULTS:,} errors are listed"


def to_plain(record: attrs.AttrsInstance) -> dict[str, object]:
    """One record of the model as the JSON object that `to_json` writes, without an envelope.

    Examples:
        >>> from kzru_forums.model import Party
        >>> to_plain(Party(name="Kazakhstan", country="KZ"))
        {'name': 'Kazakhstan', 'country': 'KZ'}
    """
    made: dict[str, object] = converter().unstructure(record)
    return made


def structured(data: Any, hint: Any) -> Any:
    """Convert plain JSON values to a type.

    Raises:
        DataError: lists every error; a path is empty or starts with `.` or `[`.
    """
    try:
        return converter().structure(data, hint)
    except Exception:  # noqa: BLE001 - whatever is wrong, the detailed converter names it
        return _structured_in_detail(data, hint)


def _structured_in_detail(data: Any, hint: Any) -> Any:
    """The same, reporting every error, which takes about twice as long."""
    from cattrs import BaseValidationError, transform_error  # noqa: PLC0415 - see converter

    try:
        return converter(detailed=True).structure(data, hint)
    except (BaseValidationError, UnexpectedError) as error:
        texts = transform_error(error, "", _message)
    faults = [fault for text in texts for fault in _faults(text)]
    more = [("", ONLY_THE_FIRST)] if len(faults) > MOST_FAULTS else []
    raise DataError(faults[:MOST_FAULTS] + more)


def _message(error: BaseException, _: object) -> str:
    """The message of an error, followed by lines with the keys concerned."""
    if isinstance(error, KeyError):
        return "missing key"
    if isinstance(error, RepeatedKeysError):
        return "\n".join(["repeated key", *map(_step, error.args)])
    if keys := getattr(error, "extra_fields", None):
        return "\n".join(["unknown key", *map(_step, sorted(keys))])
    return str(error)


def _faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield `(path, message)` from a cattrs message: text from `_message`, ` @ ` and a path of fields and indices."""
    found, _, path = text.rpartition(" @ ")
    message, *steps = found.split("\n")
    yield from ((path + step, message) for step in steps or [""])


def _step(key: str) -> str:
    """A key as a path step: `.label`, or `["odd key"]` unless it is a short identifier."""
    return (
        f".{key}"
        if len(key) <= _CHARACTERS_NAMED and key.isidentifier()
        else f"[{json.dumps(key[:_CHARACTERS_NAMED])}]"
    )


class UnexpectedError(ValueError):
    """A value is not of the expected kind."""

    def __init__(self, what: str, value: object) -> None:
        super().__init__()
        self.what = what
        self.value = value

    def __str__(self) -> str:
        """What was expected and what was found."""
        return f"expected {self.what}, not {_described(self.value)}"


def _described(value: object) -> str:
    """A value described in JSON terms."""
    if value is None or value is True or value is False:
        return json.dumps(value)
    if type(value) is str:
        return f"the string {value if len(value) <= _CHARACTERS_NAMED else value[: _CHARACTERS_NAMED - 1] + '…'!r}"
    if type(value) is int:
        return f"the integer {value}" if value.bit_length() < 64 else "an integer beyond 64 bits"
    if type(value) is Constant:
        return f"{value}, which is not JSON"
    if type(value) is list:
        return "an array"
    return "an object" if isinstance(value, dict) else f"the number {value}"


@cache
def converter(*, detailed: bool = False) -> "Converter":
    """Create a converter between records and plain JSON values."""
    from cattrs import Converter  # noqa: PLC0415 - slow to import, and reading pages does not need it

    converter = Converter(
        detailed_validation=detailed,
        forbid_extra_keys=True,
        prefer_attrib_converters=True,
        unstruct_collection_overrides={tuple: list},
    )
    for kind in PLAIN:
        converter.register_structure_hook(kind, _plain_in(kind))
    for vocabulary in VOCABULARIES:
        converter.register_structure_hook(vocabulary, _word_in(vocabulary))
    for kind, text in TEXTS.items():
        converter.register_structure_hook(kind, _text_in(text))
    converter.register_structure_hook_factory(is_optional, _optional_in)
    converter.register_structure_hook_factory(is_tuple, _array_in)
    converter.register_structure_hook_factory(attrs.has, _record_in)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(time, _clock_out)
    converter.register_unstructure_hook(datetime, _clock_out)
    converter.register_unstructure_hook(Decimal, str)
    return converter


def _expecting(what: str, convert: Callable[[Any], Any]) -> _Hook:
    """A hook that refuses a value for which `convert` returns None or raises an error."""

    def structure(value: Any, _: object) -> Any:
        try:
            made = convert(value)
        except (TypeError, ValueError):
            made = None
        if made is None:
            raise UnexpectedError(what, value)
        return made

    return structure


def _plain_in(kind: Any) -> _Hook:
    """Accept the exact type only, so that 5 never becomes `"5"` and `true` never becomes 1."""
    is_number = kind is int
    return _expecting(
        PLAIN[kind], lambda value: value if type(value) is kind and (not is_number or value >= 0) else None
    )


def _text_in(text: Text) -> _Hook:
    """Convert a string that matches a pattern to the value it stands for, if there is one: not for 30 February."""
    fits = regex(text.pattern).fullmatch
    return _expecting(text.what, lambda value: text.parse(value) if type(value) is str and fits(value) else None)


def _word_in(kind: type[StrEnum]) -> _Hook:
    """Convert a string to a vocabulary member."""
    return _expecting(f"one of {', '.join(kind)}", {str(member): member for member in kind}.get)


def _optional_in(hint: Any, converter: "Converter") -> _Hook:
    kind = without_null(hint)
    return _or_null(converter.get_structure_hook(kind), kind)


def _or_null(hook: _Hook, kind: object) -> _Hook:
    """Accept null, or whatever another hook accepts."""

    def structure(value: Any, _: object) -> Any:
        if value is None:
            return None
        try:
            return hook(value, kind)
        except UnexpectedError as error:
            raise UnexpectedError(f"{error.what} or null", error.value) from None

    return structure


def _array_in(hint: Any, converter: "Converter") -> _Hook:
    """Convert an array to `tuple[X, ...]`; a string is not an array of letters."""
    item = get_args(hint)[0]
    items = list[item]  # type: ignore[valid-type]  # known only at run time
    hook = _same if _is_left(item, converter) else converter.get_structure_hook(items)
    if converter.detailed_validation:
        hook = _until_many_fail(converter.get_structure_hook(item), item)

    def structure(values: Any, _: object) -> tuple[Any, ...]:
        if type(values) is not list:
            raise UnexpectedError("an array", values)
        return tuple(hook(values, items)) if values else ()

    return structure


def _until_many_fail(hook: _Hook, item: Any) -> _Hook:
    """Convert the items of an array; the errors of those that cannot be converted are collected up to a number."""
    from cattrs import IterableValidationError, IterableValidationNote  # noqa: PLC0415 - see converter

    def structure(values: list[object], kind: Any) -> list[Any]:
        made: list[Any] = []
        faults: list[Exception] = []
        number = 0
        for index, value in enumerate(values):
            try:
                made.append(hook(value, item))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is reported with its index
                error.add_note(IterableValidationNote(f"index {index}", index, item))
                faults.append(error)
                number += _number_in(error)
                if number > MOST_FAULTS:
                    break
        if faults:
            raise IterableValidationError("invalid items", faults, kind)
        return made

    return structure


def _number_in(error: Exception) -> int:
    """The number of errors in an error."""
    return sum(map(_number_in, error.exceptions)) if isinstance(error, ExceptionGroup) else 1


def _is_left(hint: object, converter: "Converter") -> bool:
    """Whether a value is left to the validators of the model: plain values, unless every error is to be reported."""
    return without_null(hint) in PLAIN and not converter.detailed_validation


def _same(value: Any, _: object = None) -> Any:
    return value


def _record_in(cls: type[attrs.AttrsInstance], converter: "Converter") -> _Hook:
    """Convert an object with exactly the fields of the class as keys, each once."""
    from cattrs.gen import make_dict_structure_fn_from_attrs, override  # noqa: PLC0415 - see converter

    # Without defaults every key is required. cattrs passes fields with a converter to the class unchanged.
    fields = [
        field.evolve(default=attrs.NOTHING, converter=_same if _is_left(field.type, converter) else None)
        for field in attrs.fields(cls)
    ]
    codes: dict[str, Any] = {
        field.name: override(struct_hook=_code_in(field))
        for field in fields
        if "code" in field.metadata and not _is_left(field.type, converter)
    }
    hook: _Hook = make_dict_structure_fn_from_attrs(fields, cls, converter, **codes)
    if not converter.detailed_validation:  # Raises for anything that is not an object.
        return _shared(cls, hook) if cls in _SHARED else hook

    def structure(value: Any, _: object) -> Any:
        if type(value) is dict:
            return hook(value, cls)
        if not isinstance(value, Repeating):
            raise UnexpectedError("an object", value)
        return _refused(value, hook, cls)

    return structure


def _refused(value: Repeating, hook: _Hook, cls: type[attrs.AttrsInstance]) -> NoReturn:
    """Reject an object for its repeated keys and any other errors in it."""
    from cattrs import ClassValidationError  # noqa: PLC0415 - see converter

    faults: list[Exception] = [RepeatedKeysError(*value.repeated)]
    try:
        hook(dict(value), cls)
    except ClassValidationError as error:
        faults = [*error.exceptions, *faults]
    raise ClassValidationError("repeated keys", faults, cls)


def _code_in(field: "attrs.Attribute[Any]") -> _Hook:
    """Accept a string of the form that the model requires."""
    code = field.metadata["code"]
    hook = _expecting(code.what, lambda value: value if type(value) is str and code.fits(value) else None)
    return _or_null(hook, str) if is_optional(field.type) else hook


def _shared(cls: type[attrs.AttrsInstance], hook: _Hook) -> _Hook:
    """Return the same record for equal objects."""
    names = [field.name for field in attrs.fields(cls)]
    values_of = itemgetter(*names)

    @lru_cache(maxsize=_RECORDS_KEPT, typed=True)  # Typed, because 1, 1.0 and True would otherwise be the same key.
    def of_values(*values: object) -> Any:
        return hook(dict(zip(names, values, strict=True)), cls)

    def structure(value: dict[str, object], _: object) -> Any:
        return of_values(*values_of(value)) if len(value) == len(names) else hook(value, cls)

    return structure


def _clock_out(moment: time | datetime) -> str:
    """`18:00`, with seconds only if they are not zero."""
    return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")
