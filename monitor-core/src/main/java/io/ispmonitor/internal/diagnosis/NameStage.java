package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.device.Device;
import io.ispmonitor.diagnosis.NameFinding;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.time.Step;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Looks up the device's name, if it has one. */
final class NameStage extends Stage<NameFinding> {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final Device device;
  private final Surroundings around;
  private final Runnable wake;
  private boolean asked;
  private @Nullable NameAnswer answer;

  NameStage(Device device, Surroundings around, Runnable wake) {
    super(LIMIT);
    this.device = device;
    this.around = around;
    this.wake = wake;
  }

  @Override
  long work(Loop loop, long now) {
    String name = device.hostName();
    if (name != null && !asked) {
      asked = true;
      around.lookUp(device.id(), name, this::answered);
    }
    return Step.ON_WAKE;
  }

  private void answered(NameAnswer came) {
    synchronized (this) {
      answer = came;
    }
    wake.run();
  }

  @Override
  synchronized boolean isComplete() {
    return device.hostName() == null || answer != null;
  }

  @Override
  synchronized NameFinding found() {
    String name = device.hostName();
    InetAddress inUse = device.address();
    if (name == null) {
      return inUse == null ? new NameFinding.Nowhere() : new NameFinding.Configured(inUse);
    }
    NameAnswer came = answer;
    if (came == null) {
      return NameFinding.Unresolved.unanswered(name, inUse, LIMIT);
    }
    InetAddress resolved = came.address();
    if (resolved == null) {
      String failure = came.failure();
      return failure == null
          ? NameFinding.Unresolved.unknown(name, inUse)
          : NameFinding.Unresolved.failed(name, inUse, failure);
    }
    return inUse == null || inUse.equals(resolved)
        ? new NameFinding.Resolved(name, resolved)
        : new NameFinding.Moved(name, inUse, resolved);
  }
}
