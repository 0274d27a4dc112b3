package io.ispmonitor.icmp;

/** What became of an echo that was offered to the loop. */
enum Admission {
  TAKEN,
  FULL,
  CLOSED
}
