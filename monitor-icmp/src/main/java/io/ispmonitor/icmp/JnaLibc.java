package io.ispmonitor.icmp;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** The C library through JNA's direct mapping, which costs some 100 ns a call. */
final class JnaLibc implements Libc {

  private JnaLibc() {}

  /**
   * Loads the binding.
   *
   * @throws IcmpUnavailableException when the JVM may not load JNA's native part
   */
  static Libc load() {
    try {
      Class.forName(Calls.class.getName(), true, JnaLibc.class.getClassLoader());
      return new JnaLibc();
    } catch (LinkageError | ClassNotFoundException | IllegalCallerException e) {
      throw new IcmpUnavailableException(
          "ICMP engine: the native part of JNA could not be loaded (%s); where the temporary"
                  .formatted(e.getMessage())
              + " directory forbids execution, set -Djna.tmpdir to one that allows it, or install"
              + " the library and set -Djna.nounpack=true -Djna.boot.library.path; from JDK 24 on"
              + " start with --enable-native-access=com.sun.jna (or ALL-UNNAMED)",
          e);
    }
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    return orError(Calls.socket(domain, type, protocol));
  }

  @Override
  public int close(int fd) {
    return orError(Calls.close(fd));
  }

  @Override
  public int setsockopt(int fd, int level, int name, long value, int length) {
    return orError(Calls.setsockopt(fd, level, name, value, length));
  }

  @Override
  public int getsockopt(int fd, int level, int name, long value, long length) {
    return orError(Calls.getsockopt(fd, level, name, value, length));
  }

  @Override
  public int sendmmsg(int fd, long messages, int count, int flags) {
    return orError(Calls.sendmmsg(fd, messages, count, flags));
  }

  @Override
  public int recvmmsg(int fd, long messages, int count, int flags) {
    return orError(Calls.recvmmsg(fd, messages, count, flags, 0));
  }

  @Override
  public long addressOf(ByteBuffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }

  private static int orError(int result) {
    return result >= 0 ? result : -Native.getLastError();
  }

  /** Pointers travel as longs, which is why 32-bit systems are refused before this is loaded. */
  private static final class Calls {
    static {
      Native.register(Calls.class, Platform.C_LIBRARY_NAME);
    }

    private Calls() {}

    static native int socket(int domain, int type, int protocol);

    static native int close(int fd);

    static native int setsockopt(int fd, int level, int name, long value, int length);

    static native int getsockopt(int fd, int level, int name, long value, long length);

    static native int sendmmsg(int fd, long messages, int count, int flags);

    static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);
  }
}
