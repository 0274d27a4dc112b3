package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A host name by which a device is known, and what address it has. A device that gets another name
 * gets another of these, so that what is found for the old one comes to nothing.
 */
final class NameInUse {
  private volatile @Nullable InetAddress address;

  // The scheduler's.
  private @Nullable Device askable;
  private @Nullable Device askableFrom;

  /** The address it has at present; null when none is known. Any thread. */
  @Nullable InetAddress address() {
    return address;
  }

  /** It was found to have this address. */
  void resolved(InetAddress to) {
    address = to;
  }

  /** A device of this name with the address to ask; null while it has none. The scheduler's. */
  @SuppressWarnings("ReferenceEquality") // a changed device is another object
  @Nullable Device askable(Device known) {
    InetAddress at = address;
    if (at == null) {
      return null;
    }
    Device last = askable;
    if (last == null || askableFrom != known || !at.equals(last.address())) {
      last = known.resolvedTo(at);
      askable = last;
      askableFrom = known;
    }
    return last;
  }
}
