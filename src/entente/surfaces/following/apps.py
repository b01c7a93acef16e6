from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "entente.surfaces.following"
    label = "following"
