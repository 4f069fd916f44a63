"""CLV34x: audiences, and what they brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.errors.data import DataError
from clvcli.errors.inputs import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class AudienceError(DataError):
    """A list of customers cannot be made for a network.

    Only who has agreed is passed on, and missing is not granted: `--customers FILE` needs a column of consents with
    yes or no.  Google asks for two, `ad_user_data` and `ad_personalization`; a consent to newsletters is none of
    them.  Meta takes `ad_user_data` where the file has it, else `consent`; Klaviyo and csv take `consent`.  And
    e-mails or phones must be known, from the orders or from that file: what `compute` wrote has none.
    """

    code = "CLV340"

    @classmethod
    def no_consents(cls, network: str, missing: Sequence[str], source: str | None) -> AudienceError:
        """Say which consents are asked of nobody."""
        asked = " and ".join(missing)
        if source is None:
            message = f"nothing says who agreed to be passed on to {network}"
            return cls(message, hint=f"--customers FILE with {asked}")
        return cls(
            f"{source} does not say who agreed to be passed on to {network}: it lacks {asked}",
            hint=f"add {asked} to {source}, with yes or no",
        )

    @classmethod
    def from_values(cls) -> AudienceError:
        """Say that a table of values knows nobody's e-mail."""
        return cls("what compute wrote has no e-mails and no phones", hint="give the orders")

    @classmethod
    def nobody_known(cls, network: str) -> AudienceError:
        """Say that no e-mail and no phone is known of anybody who agreed."""
        return cls(
            f"nothing is known of the customers by which {network} would find them",
            hint="--customers FILE with e-mails or phones",
        )


class AudienceMissingError(InputError):
    """The folder of `--measure` holds no audience.

    An audience is a folder that `clvcli segment --audience ... --audience-to FOLDER` wrote: `audience.json` says
    when and for whom it was made, `members.csv` who was treated and who was held out.  Both are needed, as they
    were written.
    """

    code = "CLV109"

    @classmethod
    def no_manifest(cls, folder: str, name: str) -> AudienceMissingError:
        """Say that the file which makes a folder an audience is not there."""
        return cls(f"{folder} is no audience: it has no {name}", hint="name the folder of --audience-to")

    @classmethod
    def damaged(cls, folder: str, name: str) -> AudienceMissingError:
        """Say that a file of the audience is not what was written."""
        return cls(f"{folder}/{name} is not as clvcli wrote it", hint="name the folder of --audience-to")


class AudienceNotMeasuredError(DataError):
    """What an audience brought cannot be told from these orders.

    The treated are held against the held out (`--control 10%`), in orders after the day the audience was made, in
    its own currency, and by the same measure: contribution where costs were known then, net revenue where not.
    """

    code = "CLV341"

    @classmethod
    def no_control(cls, folder: str) -> AudienceNotMeasuredError:
        """Say that nobody was held out."""
        return cls(f"nobody was held out of {folder}, so there is nobody to compare with", hint="--control 10%")

    @classmethod
    def too_early(cls, made: date, last: date) -> AudienceNotMeasuredError:
        """Say that the orders end before anything could come of it."""
        return cls(
            f"the audience is of {made} and the orders end on {last}", hint="export the orders again, up to today"
        )

    @classmethod
    def other_basis(cls, then: str, now: str) -> AudienceNotMeasuredError:
        """Say that money meant something else."""
        return cls(
            f"the audience was made by {then}, and these orders are measured by {now}",
            hint="give the same --costs, --margin and other costs as then",
        )

    @classmethod
    def other_currency(cls, currencies: Sequence[str]) -> AudienceNotMeasuredError:
        """Say that there are no orders in a currency of the audience."""
        return cls(
            f"the audience is in {', '.join(currencies)}, in which there are no orders",
            hint="give the same --currency or --by currency as then",
        )

    @classmethod
    def nobody_found(cls, folder: str) -> AudienceNotMeasuredError:
        """Say that none of its members is a customer of these orders."""
        return cls(
            f"none of the members of {folder} is a customer of these orders",
            hint="give the orders from the start, with the same --identity as then",
        )
