package io.ispmonitor.icmp;

/**
 * A socket for echoes of one address family, as the engine sees it: batches out, batches in.
 * Addresses travel as two longs, an IPv4 address in the low 32 bits of the second. Used by one
 * thread; no call blocks.
 */
interface EchoSocket extends AutoCloseable {

  /** The result of {@link #send} when the send buffer is full. */
  int WOULD_BLOCK = -Errno.EAGAIN;

  /** What sort of socket it is, for people. */
  String kind();

  /** Its address family in a word, {@code ipv4} or {@code ipv6}. */
  String family();

  /** The receive buffer the kernel granted, in its own accounting. */
  int receiveBufferBytes();

  /** How many echoes one batch holds. */
  int batchSize();

  /** Puts an echo into the batch. */
  void put(int index, long addressHigh, long addressLow, int scope, int sequence, Cookie cookie);

  /**
   * How many hops the echoes live that are sent from now on; the system's default before.
   *
   * @return 0, or the negated error number
   */
  int hopLimit(int hops);

  /**
   * Sends the echoes of the batch from one index up to but not including another.
   *
   * @return how many left, at least 1, or the negated error number of the first of them
   */
  int send(int from, int to);

  /**
   * Takes the next replies from the kernel without looking at them.
   *
   * @return how many there are; fewer than {@link #receiveBatchSize()} when no more are waiting
   */
  int receive();

  /** The most that one {@link #receive()} takes. */
  int receiveBatchSize();

  /** Reports the replies that {@link #receive()} took. */
  void replies(int count, EchoEvents events);

  /** Takes and reports all transmit timestamps and ICMP errors that are waiting. */
  void errors(EchoEvents events);

  /** Grows when the kernel drops packets for want of receive buffer; only growth has a meaning. */
  long drops();

  /** By how much {@link #drops()} grows for one packet. */
  int dropsPerPacket();

  @Override
  void close();
}
