"""Open data: the public record as tables, frozen in dated releases, described for people and programs."""
