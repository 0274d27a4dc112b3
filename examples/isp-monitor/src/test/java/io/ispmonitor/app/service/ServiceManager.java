package io.ispmonitor.app.service;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Stands in for systemd: a real datagram socket that takes announcements. */
public final class ServiceManager implements AutoCloseable {
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MOST_BYTES = 4_096;

  private final Libc libc = Native.load(Platform.C_LIBRARY_NAME, Libc.class);
  private final int descriptor = libc.socket(1, 2, 0);

  public ServiceManager(String name) throws IOException {
    byte[] address = NotifySocket.address(name);
    libc.bind(descriptor, address, address.length);
  }

  /**
   * The next announcement; empty when none has come. A datagram of this family is there at once.
   */
  public String next() {
    byte[] bytes = new byte[MOST_BYTES];
    try {
      long length =
          libc.recv(descriptor, bytes, new NativeLong(MOST_BYTES), MSG_DONTWAIT).longValue();
      return new String(bytes, 0, (int) length, StandardCharsets.UTF_8);
    } catch (LastErrorException e) {
      return "";
    }
  }

  @Override
  public void close() {
    libc.close(descriptor);
  }

  interface Libc extends Library {

    int socket(int domain, int type, int protocol) throws LastErrorException;

    int bind(int descriptor, byte[] address, int length) throws LastErrorException;

    NativeLong recv(int descriptor, byte[] bytes, NativeLong length, int flags)
        throws LastErrorException;

    int close(int descriptor);
  }
}
