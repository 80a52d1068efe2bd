variable "release_channel" {
  type        = string
  description = "How soon new versions of Kubernetes come."
  default     = "REGULAR"

  validation {
    condition     = contains(["RAPID", "REGULAR", "STABLE", "EXTENDED"], var.release_channel)
    error_message = "release_channel must be RAPID, REGULAR, STABLE or EXTENDED."
  }
}

variable "maintenance" {
  type = object({
    start      = string
    end        = string
    recurrence = string
  })
  description = "When Google may upgrade the cluster: the first window (RFC 3339, at least 4 h long) and how it recurs (RFC 5545). Sessions on a node that is upgraded get an hour to end."
  default = {
    start      = "2026-01-03T01:00:00Z"
    end        = "2026-01-03T09:00:00Z"
    recurrence = "FREQ=WEEKLY;BYDAY=SA,SU"
  }

  validation {
    condition     = can(timecmp(var.maintenance.start, var.maintenance.end)) && try(timecmp(timeadd(var.maintenance.start, "4h"), var.maintenance.end) <= 0, false)
    error_message = "maintenance must end at least four hours after its start, both as RFC 3339 has times, like 2026-01-03T01:00:00Z."
  }

  validation {
    condition     = startswith(var.maintenance.recurrence, "FREQ=")
    error_message = "maintenance.recurrence must be a rule of RFC 5545, like FREQ=WEEKLY;BYDAY=SA,SU."
  }
}
