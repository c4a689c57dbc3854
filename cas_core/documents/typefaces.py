"""The typefaces of papers: which, from where, and how each file reads to the byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Font(NamedTuple):
    """A typeface in an npm package.

    Attributes:
        family: Its name in documents.
        package: npm package that holds it, with version.
        stem: File names of the regular and the bold weight begin so; kept as ``<stem>-<weight>.ttf``.
        sha256: Digests of the files of both weights; a paper looks the same wherever it is printed.
    """

    family: str
    package: str
    stem: str
    sha256: tuple[str, str]


_NOTO = "@expo-google-fonts"
LATIN = Font(
    "Noto Sans",
    f"{_NOTO}/noto-sans@0.4.2",
    "NotoSans",
    (
        "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
        "13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431",
    ),
)
SCRIPTS: Mapping[str, Font] = {
    "bn": Font(
        "Noto Sans Bengali",
        f"{_NOTO}/noto-sans-bengali@0.4.4",
        "NotoSansBengali",
        (
            "6826d9667972f0f96e48c46f7a24e70afe97205032e6295cfb1f13fbbb8b90a3",
            "3a44a4cf2c4f79c3ead8f52dffd5b3a66f0b2483792d66bad81e1a51e888bfd6",
        ),
    ),
    "gu": Font(
        "Noto Sans Gujarati",
        f"{_NOTO}/noto-sans-gujarati@0.4.2",
        "NotoSansGujarati",
        (
            "7cc0f340be8ef8b63f92181fd5576a4b19631059fd6576c6fd5fcd40f1543610",
            "d5aee2fbe1dec84e8e54ec72dfda1d138f1401ddf18f06bbd11ea8b64f8b45b2",
        ),
    ),
    "hi": Font(
        "Noto Sans Devanagari",
        f"{_NOTO}/noto-sans-devanagari@0.4.1",
        "NotoSansDevanagari",
        (
            "084a94d89eb54aafb93a056e15425c34fd859f6342875165d304837b3bcfc2d2",
            "67f1ec9e2ac30b261090e32953b2df0adf6c942ab26ac47efb490fa7315bddab",
        ),
    ),
    "kn": Font(
        "Noto Sans Kannada",
        f"{_NOTO}/noto-sans-kannada@0.4.3",
        "NotoSansKannada",
        (
            "40e8188c98e3913aae2241d570b179fdc29fd90ecb6b5dc4376298bcbe45c38b",
            "bba4d58d9d5a58834c4bca50cf3b00cc230b05341566cf08961e632ef5c6ab75",
        ),
    ),
    "ml": Font(
        "Noto Sans Malayalam",
        f"{_NOTO}/noto-sans-malayalam@0.4.2",
        "NotoSansMalayalam",
        (
            "68cbfeac7177700d87671f2a3bdb3db70fa26016e41cdac24e20877bf3736485",
            "3b717223c3d06ed724acce05d87ac40bb63d4bec5fdba282cbecc5b1f57c05da",
        ),
    ),
    "mni": Font(
        "Noto Sans Meetei Mayek",
        f"{_NOTO}/noto-sans-meetei-mayek@0.4.2",
        "NotoSansMeeteiMayek",
        (
            "70c4ab1b618500acc5ee4e6b8f4584d8c0470d864fc36df2a005fd031c929fd2",
            "246ac0014a6016b659763ac2e5e5b9f9762599fc05a92223e543ea300ecd3cfb",
        ),
    ),
    "or": Font(
        "Noto Sans Oriya",
        f"{_NOTO}/noto-sans-oriya@0.4.2",
        "NotoSansOriya",
        (
            "ba383a603869b5874d88a51ccd9aa526aefd18130c497bae6ce25db09507dd6e",
            "19416e5e9f4bcf208960e43ba1e3c41564de632d06001c4a176bde0e8ac923dd",
        ),
    ),
    "pa": Font(
        "Noto Sans Gurmukhi",
        f"{_NOTO}/noto-sans-gurmukhi@0.4.1",
        "NotoSansGurmukhi",
        (
            "2b0fbe8d4cc2a18aa08c6f21d3924423c113fb7ec6d786a77c30cf1d3153c4c7",
            "49b4d13ee80c9ba8ae008948b43dc53f200f619d8bc206cacaddb6b781c49625",
        ),
    ),
    "sat": Font(
        "Noto Sans Ol Chiki",
        f"{_NOTO}/noto-sans-ol-chiki@0.4.2",
        "NotoSansOlChiki",
        (
            "1b1419c0bda20977838a3b9830a2c803c04d7d4017ef407144d06d5c5c5848e2",
            "043c2e998d5232881d433401c498b02303b3664dbef16aa39c8f3cd2162ecba4",
        ),
    ),
    "ta": Font(
        "Noto Sans Tamil",
        f"{_NOTO}/noto-sans-tamil@0.4.3",
        "NotoSansTamil",
        (
            "f26d8b66bf6f38dd9af6326a52188fa1a8a0b9b2905c4bd7e07c865f65a85d79",
            "c4abfe6f1291568247afb568fe6a666584f9bf7c91f7e163fd628abb368af316",
        ),
    ),
    "te": Font(
        "Noto Sans Telugu",
        f"{_NOTO}/noto-sans-telugu@0.4.2",
        "NotoSansTelugu",
        (
            "7fcef235380f945d4a97fdfec030952afab6907004cfa37ed664fed8d4962eac",
            "25f2402bfa537c74c5c555452ad2a3289caf5925efeabc116ac4b90469b42a6a",
        ),
    ),
    "ur": Font(
        "Noto Nastaliq Urdu",
        f"{_NOTO}/noto-nastaliq-urdu@0.4.2",
        "NotoNastaliqUrdu",
        (
            "360220888c7519d127c143d0a830d187dd41e184036508a868dd89e6cbfc7521",
            "0f76cabd37fb8a5458eae1cd143d2fff3101b4d19448d13373e30c0407ba56a7",
        ),
    ),
}
"""The typeface of each language whose script Noto Sans does not hold: of every script of the Eighth Schedule."""
