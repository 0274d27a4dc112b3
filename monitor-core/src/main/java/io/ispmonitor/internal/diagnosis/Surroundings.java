package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.extension.ProbeResult;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What diagnoses need of the monitor around them. Any thread may call it, and nothing waits. */
public interface Surroundings {

  /** What is known of a device; null when it is not watched. */
  @Nullable Subject find(String device);

  /** Looks up the host name of a device once; whoever hangs in the resolver never answers. */
  void lookUp(String device, String hostName, Consumer<NameAnswer> answer);

  /** Asks a device by all its probes; false when that cannot be. */
  boolean ask(String device);

  /**
   * Hears what comes of questions to a device that are asked from this time on.
   *
   * @return hears no more
   */
  Runnable hear(String device, long sinceNanos, Consumer<ProbeResult> ear);

  /** The ids of the devices that have these addresses, by address. */
  Map<InetAddress, String> devicesAt(Set<InetAddress> addresses);

  /** Runs this where the host's listeners run; its continuations may hang. */
  void deliver(Runnable result);
}
