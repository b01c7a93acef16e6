from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "entente.record.delivery"
    label = "delivery"
