package io.ispmonitor.icmp;

import java.nio.ByteBuffer;

/**
 * The calls into the C library that the engine needs, and nothing else. Addresses are those of
 * native memory. A call that fails returns the error number negated, as the kernel itself does.
 */
interface Libc {

  int socket(int domain, int type, int protocol);

  int close(int fd);

  int setsockopt(int fd, int level, int name, long value, int length);

  int getsockopt(int fd, int level, int name, long value, long length);

  int sendmmsg(int fd, long messages, int count, int flags);

  int recvmmsg(int fd, long messages, int count, int flags);

  /** Where a direct buffer begins in native memory; its owner keeps it reachable. */
  long addressOf(ByteBuffer direct);
}
