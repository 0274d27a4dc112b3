package io.ispmonitor.icmp;

/** Lets everything pass by. */
enum NoEvents implements EchoEvents {
  INSTANCE;

  @Override
  public void replied(long sourceHigh, long sourceLow, int scope, Cookie cookie, long stamp) {}

  @Override
  public void transmitted(Cookie cookie, long stampNanos) {}

  @Override
  public void refused(Cookie cookie, IcmpError error, long stamp) {}

  @Override
  public void unreadable() {}
}
