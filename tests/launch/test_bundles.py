"""The list of components: what it takes from the lock files."""

from __future__ import annotations

from launch.bundles import locked_names, npm_component, npm_packages


def test_locked_names_are_spelt_in_one_way() -> None:
    hashed = " \\\n    --hash=sha256:0\n"
    lock = f"# comment\nDjango==5.2{hashed}typing_extensions==4.1 ; python_version < '3.12'{hashed}"

    assert locked_names(lock) == {"django", "typing-extensions"}


def test_npm_tools_for_tests_are_left_out() -> None:
    lock = {
        "packages": {
            "": {"name": "root"},
            "node_modules/axe-core": {"version": "4.1.0", "dev": True},
            "node_modules/@fontsource/noto-sans": {"version": "5.2.1"},
        }
    }

    assert npm_packages(lock) == [("node_modules/@fontsource/noto-sans", {"version": "5.2.1"})]


def test_npm_component_has_address_licence_and_hash() -> None:
    entry = {"version": "5.2.1", "license": "OFL-1.1", "integrity": "sha512-AAEC"}

    assert npm_component("node_modules/a/node_modules/@fontsource/noto-sans", entry) == {
        "type": "library",
        "name": "@fontsource/noto-sans",
        "version": "5.2.1",
        "purl": "pkg:npm/%40fontsource/noto-sans@5.2.1",
        "bom-ref": "pkg:npm/%40fontsource/noto-sans@5.2.1",
        "licenses": [{"license": {"id": "OFL-1.1"}}],
        "hashes": [{"alg": "SHA-512", "content": "000102"}],
    }


def test_npm_component_with_a_choice_of_licences() -> None:
    component = npm_component("node_modules/x", {"version": "1.0.0", "license": "(MIT OR Apache-2.0)"})

    assert component["licenses"] == [{"expression": "(MIT OR Apache-2.0)"}]
