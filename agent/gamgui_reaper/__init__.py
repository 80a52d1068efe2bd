"""Removes from a cluster what no app removes any more. It needs no app: a CronJob runs it (terraform/workspace)."""
