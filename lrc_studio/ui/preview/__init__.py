"""The karaoke preview: what a singer sees, in a panel and full screen."""
