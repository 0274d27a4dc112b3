package io.ispmonitor.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Role;
import java.security.SecureRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a DNS server a question and checks the answer. The device is the server.
 *
 * <p>Every question has a socket and a random id of its own. A datagram from another address or
 * with another id is ignored: the right answer may still come. An answer over UDP may have 4,096
 * bytes, one over TCP 65,535.
 *
 * <p>Columns: {@link SyntheticMetrics#DNS_TIME} and {@link SyntheticMetrics#DNS_PASSED}. Outcomes:
 * answered when the answer is what {@link DnsTarget} expects; silent when none came; refused when
 * the port is closed; an answer that is not as expected, or is broken, is a failed check as told in
 * the documentation of this package.
 */
public final class DnsProbe extends OutlookProbe<DnsTarget> {
  private final SecureRandom random = new SecureRandom();

  private DnsProbe(Builder builder, Function<Device, @Nullable DnsTarget> targets) {
    super(builder, targets, SyntheticMetrics.DNS_TIME, SyntheticMetrics.DNS_PASSED);
  }

  /** Starts a probe that asks by this outlook, which stays the host's to close. */
  public static Builder over(Outlook outlook) {
    return new Builder(outlook);
  }

  @Override
  Conversation conversation(Terms terms, DnsTarget target) {
    return new DnsConversation(outlook.loop(), terms, target, columns, random);
  }

  /**
   * Collects options. By default the probe is called {@code dns} and is for {@link Role#DATA}. Not
   * for use by several threads.
   */
  public static final class Builder extends Options<Builder> {
    private @Nullable Function<Device, @Nullable DnsTarget> targets;

    private Builder(Outlook outlook) {
      super(outlook, "DNS", "dns", Role.DATA);
    }

    @Override
    Builder self() {
      return this;
    }

    /** What all devices are asked. */
    public Builder target(DnsTarget target) {
      return targets(device -> target);
    }

    /**
     * What each device is asked; called for every question, and must not block. Null is a device
     * that should not be asked: leave it out by {@code Schedule.on}.
     */
    public Builder targets(Function<Device, @Nullable DnsTarget> targets) {
      this.targets = targets;
      return this;
    }

    /** The probe. */
    public DnsProbe build() {
      return new DnsProbe(this, required(targets, "target", "what it asks by target or targets"));
    }
  }
}
