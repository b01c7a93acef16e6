"""Keys between tables point the same way as imports: down, or within the folder."""

from __future__ import annotations

from django.apps import apps

from .tree import layers


def height_of(label: str) -> int | None:
    """Height of an app of ours, which is that of the folder it lies in; None for one of another project."""
    name = apps.get_app_config(label).name
    return next((height for folder, height in layers().items() if f"{name}.".startswith(f"{folder}.")), None)


def test_every_app_of_ours_has_a_layer() -> None:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("entente.")]

    assert [config.name for config in ours if height_of(config.label) is None] == []


def test_layers_rise_from_common_to_the_command_line() -> None:
    heights = layers()

    assert heights["entente.foundation.common"] == 0
    assert heights["entente.foundation.accounts"] == heights["entente.foundation.sources"]
    assert heights["entente.foundation.texts"] < heights["entente.foundation.accord"] < heights["entente.record.plan"]
    assert heights["entente.record.plan"] < heights["entente.surfaces.intake"]
    assert max(heights, key=lambda name: heights[name]) == "entente.surfaces.cli"


def test_keys_point_down() -> None:
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        own = height_of(model._meta.app_label)
        if own is None:
            continue
        for field in model._meta.get_fields():
            target = field.related_model
            if not (field.is_relation and field.concrete and isinstance(target, type)):
                continue
            other = height_of(target._meta.app_label)
            is_inside = target._meta.app_label == model._meta.app_label
            if other is not None and not is_inside and other >= own:
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")

    assert wrong == []


def test_log_has_no_key_out_of_its_folder() -> None:
    out = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("ledger").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model._meta.app_label != "ledger"  # type: ignore[union-attr]
    ]

    assert out == []


def test_surfaces_hold_no_table_of_record() -> None:
    """What only says how the record was reached: all of it may be thrown away, and the record stays whole.

    Answers to programs (a repeated write gets the first answer), uploads that wait to be read, workbooks and forms that
    came back with the receipt of each cell (what they wrote stands in the record itself, and in its log), what people
    want to be told, who follows what, and what readers report.
    """
    tables = {model._meta.label for model in apps.get_models() if model.__module__.startswith("entente.surfaces.")}

    assert tables == {
        "api.Answer",
        "following.Attempt",
        "following.Follow",
        "following.Follower",
        "intake.ImportJob",
        "intake.SheetBatch",
        "intake.SheetCell",
        "notices.CalendarAddress",
        "notices.Look",
        "notices.Problem",
        "notices.Told",
        "notices.Wish",
    }
