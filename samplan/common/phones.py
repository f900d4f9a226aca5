"""Mobile numbers as gateways want them."""

import phonenumbers

MOBILE = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,  # countries where nobody can tell
}


def mobile_number(written: str) -> str:
    """A number that can get an SMS, as "+46701740605"; empty where it is none.

    Without a country it is Swedish: "070-174 06 05".
    """
    try:
        number = phonenumbers.parse(written, "SE")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in MOBILE:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
