package io.ispmonitor.app.service;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The datagram socket over which a service talks to systemd: the protocol of {@code sd_notify(3)}.
 * Java has no datagram sockets of this family, so the C library is called. Not for use by several
 * threads at once.
 */
final class NotifySocket implements AutoCloseable {
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_DONTWAIT = 0x40;

  /** Of the path in {@code sockaddr_un}, with or without a zero at its end. */
  private static final int MOST_BYTES = 108;

  private final Libc libc;
  private final int descriptor;
  private final byte[] address;

  private NotifySocket(Libc libc, int descriptor, byte[] address) {
    this.libc = libc;
    this.descriptor = descriptor;
    this.address = address;
  }

  /**
   * Opens a socket to a path, or to an abstract name that begins with {@code @}.
   *
   * @throws IOException when there is no such socket to be had on this machine
   */
  static NotifySocket to(String name) throws IOException {
    byte[] address = address(name);
    try {
      Libc libc = Native.load(Platform.C_LIBRARY_NAME, Libc.class);
      return new NotifySocket(libc, libc.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), address);
    } catch (LastErrorException | UnsatisfiedLinkError e) {
      throw new IOException("no socket to the service manager: " + e.getMessage(), e);
    }
  }

  /** The {@code sockaddr_un} of a name. */
  static byte[] address(String name) throws IOException {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (path.length < 2 || path.length > MOST_BYTES || (path[0] != '/' && path[0] != '@')) {
      throw new IOException(
          "NOTIFY_SOCKET must be an absolute path or @name of at most %d bytes, was '%s'"
              .formatted(MOST_BYTES, name));
    }
    if (path[0] == '@') {
      path[0] = 0;
    }
    return ByteBuffer.allocate(Short.BYTES + path.length)
        .order(ByteOrder.nativeOrder())
        .putShort(AF_UNIX)
        .put(path)
        .array();
  }

  /**
   * Sends an announcement such as {@code READY=1}; never waits.
   *
   * @throws IOException when nobody takes it
   */
  void send(String announcement) throws IOException {
    byte[] bytes = announcement.getBytes(StandardCharsets.UTF_8);
    try {
      libc.sendto(
          descriptor,
          bytes,
          new NativeLong(bytes.length),
          MSG_NOSIGNAL | MSG_DONTWAIT,
          address,
          address.length);
    } catch (LastErrorException e) {
      throw new IOException("the service manager did not take an announcement: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    libc.close(descriptor);
  }

  /** What is needed of the C library. */
  interface Libc extends Library {

    int socket(int domain, int type, int protocol) throws LastErrorException;

    NativeLong sendto(
        int descriptor,
        byte[] bytes,
        NativeLong length,
        int flags,
        byte[] address,
        int addressLength)
        throws LastErrorException;

    int close(int descriptor);
  }
}
