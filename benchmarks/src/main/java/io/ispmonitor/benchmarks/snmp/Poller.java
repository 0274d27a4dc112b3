package io.ispmonitor.benchmarks.snmp;

import java.net.InetAddress;

/** Something that polls devices. For one thread. */
interface Poller extends AutoCloseable {

  /**
   * Polls each device once and waits for all of them.
   *
   * @param addresses of the devices
   * @param port the UDP port of their agents
   */
  Round poll(InetAddress[] addresses, int port) throws InterruptedException;

  @Override
  void close();
}
