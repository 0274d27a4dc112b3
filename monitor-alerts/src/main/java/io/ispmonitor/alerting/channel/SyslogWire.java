package io.ispmonitor.alerting.channel;

import java.io.IOException;

/** A way to a syslog server. For one thread at a time. */
interface SyslogWire extends AutoCloseable {

  /** How many bytes of a message any server takes. */
  int mostBytes();

  /**
   * Sends a message. An interrupt ends it with an exception.
   *
   * @throws IOException when it was not sent
   */
  void send(byte[] message) throws IOException;

  /** Lets go of the connection; the next message opens another one. */
  @Override
  void close();
}
