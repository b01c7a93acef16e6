"""Letters that ask an authority what it did, drafted in Word from a search that found nothing."""
