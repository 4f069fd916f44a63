"""The catalogue of what can go wrong: code, fact, hint, exit status.

    ClvError
    ├── InputError      CLV1xx  an input is missing, unreadable or not a table
    ├── ReadingError    CLV2xx  the columns or values cannot be understood without help
    ├── DataError       CLV3xx  the orders are understood and cannot be used
    ├── AnalysisError   CLV4xx  the analysis cannot be done
    ├── UsageError      CLV5xx  options and configuration
    ├── OutputError     CLV6xx  the result cannot be written
    └── BugError        CLV9xx  a fault of clvcli itself

Every message a user can see is made here, by a named constructor of the class that carries its
code: a fact about the user's data (lower case, no full stop, no Python names, never the value of
an id or any personal data), then a hint, which is a thing to type.  The class docstring is what
`clvcli explain CODE` prints.  Messages that do not stop a run are in `notes.py`.
"""

from clvcli.errors.analysis import (
    AnalysisError,
    CovariatesNotModelledError,
    LifetimeNeedsDiscountError,
    ModelNotUsableError,
    NothingToAnalyseError,
    OpportunitiesNotModelledError,
    PurchasesNotModelledError,
    SpendNotModelledError,
    StoredValuesError,
    SurvivalNotModelledError,
)
from clvcli.errors.base import ClvError, ExitCode, nearest
from clvcli.errors.bugs import BugError, MalformedReportError, UnexpectedFaultError, UnfitNumberError
from clvcli.errors.data import (
    AmountMeaningError,
    CurrencyUnclearError,
    DataError,
    DiscountUnclearError,
    DoubtError,
    NewerSchemaError,
    NothingLeftError,
    RateMissingError,
    RatesUnreadableError,
    SeveralCurrenciesError,
    TaxUnclearError,
    TooManyRejectsError,
    UnknownStatusError,
)
from clvcli.errors.inputs import (
    DamagedInputError,
    EmptyInputError,
    EncodingUnclearError,
    InputError,
    InputMissingError,
    InputTooLargeError,
    InputUnreadableError,
    NotATableError,
    SheetMissingError,
)
from clvcli.errors.output import (
    NotForTerminalError,
    OutputError,
    TargetError,
    TargetIsInputError,
    UnknownFormatError,
    WorkbookLimitError,
    WriteError,
)
from clvcli.errors.reading import (
    ColumnMissingError,
    DateFormatError,
    DayMonthError,
    DecimalSignError,
    HeaderUnclearError,
    HeadlessError,
    MappingError,
    NotDatesError,
    NotNumbersError,
    NotOrdersError,
    ReadingError,
    SeparatorUnclearError,
    TimeZoneError,
    UnknownSourceFormatError,
)
from clvcli.errors.usage import (
    BadValueError,
    ConfigExistsError,
    ConfigUnreadableError,
    DialectOptionError,
    MissingInputError,
    OptionsDisagreeError,
    UnexpectedArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnknownSettingsError,
    UnknownTopicError,
    UsageError,
)

__all__ = [
    "AmountMeaningError",
    "AnalysisError",
    "BadValueError",
    "BugError",
    "ClvError",
    "ColumnMissingError",
    "ConfigExistsError",
    "ConfigUnreadableError",
    "CovariatesNotModelledError",
    "CurrencyUnclearError",
    "DamagedInputError",
    "DataError",
    "DateFormatError",
    "DayMonthError",
    "DecimalSignError",
    "DialectOptionError",
    "DiscountUnclearError",
    "DoubtError",
    "EmptyInputError",
    "EncodingUnclearError",
    "ExitCode",
    "HeaderUnclearError",
    "HeadlessError",
    "InputError",
    "InputMissingError",
    "InputTooLargeError",
    "InputUnreadableError",
    "LifetimeNeedsDiscountError",
    "MalformedReportError",
    "MappingError",
    "MissingInputError",
    "ModelNotUsableError",
    "NewerSchemaError",
    "NotATableError",
    "NotDatesError",
    "NotForTerminalError",
    "NotNumbersError",
    "NotOrdersError",
    "NothingLeftError",
    "NothingToAnalyseError",
    "OpportunitiesNotModelledError",
    "OptionsDisagreeError",
    "OutputError",
    "PurchasesNotModelledError",
    "RateMissingError",
    "RatesUnreadableError",
    "ReadingError",
    "SeparatorUnclearError",
    "SeveralCurrenciesError",
    "SheetMissingError",
    "SpendNotModelledError",
    "StoredValuesError",
    "SurvivalNotModelledError",
    "TargetError",
    "TargetIsInputError",
    "TaxUnclearError",
    "TimeZoneError",
    "TooManyRejectsError",
    "UnexpectedArgumentError",
    "UnexpectedFaultError",
    "UnfitNumberError",
    "UnknownCommandError",
    "UnknownFormatError",
    "UnknownOptionError",
    "UnknownSettingsError",
    "UnknownSourceFormatError",
    "UnknownStatusError",
    "UnknownTopicError",
    "UsageError",
    "WorkbookLimitError",
    "WriteError",
    "nearest",
]
