package io.ispmonitor.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Names;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
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
public final class DnsProbe implements Probe {
  private final Outlook outlook;
  private final String name;
  private final Role role;
  private final Function<Device, @Nullable DnsTarget> targets;
  private final Columns columns;
  private final SecureRandom random = new SecureRandom();

  private DnsProbe(Builder builder, Function<Device, @Nullable DnsTarget> targets) {
    this.outlook = builder.outlook;
    this.name = builder.name;
    this.role = builder.role;
    this.targets = targets;
    this.columns =
        Columns.of(role, builder.instance, SyntheticMetrics.DNS_TIME, SyntheticMetrics.DNS_PASSED);
  }

  /** Starts a probe that asks by this outlook, which stays the host's to close. */
  public static Builder over(Outlook outlook) {
    return new Builder(outlook);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public Layout layout() {
    return columns.layout();
  }

  @Override
  public List<HealthCheck> health() {
    return outlook.health(name);
  }

  @Override
  public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    InetAddress address = device.address();
    if (address == null) {
      outcome.accept(Untold.address(device));
      return Question.DONE;
    }
    DnsTarget target = targets.apply(device);
    if (target == null) {
      outcome.accept(Untold.target(name, device));
      return Question.DONE;
    }
    Inquiry inquiry = new Inquiry(device.id(), address, role, deadline, outcome);
    return outlook.begin(new DnsConversation(outlook.loop(), inquiry, target, columns, random));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects options. Not for use by several threads. */
  public static final class Builder {
    private final Outlook outlook;
    private String name = "dns";
    private Role role = Role.DATA;
    private String instance = "";
    private @Nullable Function<Device, @Nullable DnsTarget> targets;

    private Builder(Outlook outlook) {
      this.outlook = outlook;
    }

    /** What it is called in reports and logs; {@code dns} by default. */
    public Builder name(String name) {
      Names.check("name of a DNS probe", name, Checks.MOST_NAME);
      this.name = name;
      return this;
    }

    /** What its outcomes are good for; {@link Role#DATA} by default. */
    public Builder role(Role role) {
      this.role = role;
      return this;
    }

    /** The instance of its columns, so that two probes of one device have series of their own. */
    public Builder instance(String instance) {
      this.instance = instance;
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
      Function<Device, @Nullable DnsTarget> given = targets;
      if (given == null) {
        throw new IllegalArgumentException(
            "DNS probe '" + name + "' has no target; name what it asks by target or targets");
      }
      return new DnsProbe(this, given);
    }
  }
}
