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
import java.security.KeyStore;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gets a page by HTTP or HTTPS and checks what comes back. Every question is a connection and a
 * full TLS handshake of its own, so that each phase is measured and the certificate is seen.
 *
 * <p>Columns, in this order: {@link SyntheticMetrics#HTTP_TOTAL}, {@link
 * SyntheticMetrics#HTTP_LOOKUP}, {@link SyntheticMetrics#HTTP_CONNECT}, {@link
 * SyntheticMetrics#HTTP_TLS}, {@link SyntheticMetrics#HTTP_FIRST_BYTE}, {@link
 * SyntheticMetrics#HTTP_PASSED}, {@link SyntheticMetrics#HTTP_STATUS}, {@link
 * SyntheticMetrics#HTTP_CERTIFICATE_DAYS}. What did not take place is a gap.
 *
 * <p>Outcomes: answered when the answer is what {@link HttpTarget} expects; silent when not a byte
 * came; refused when the port is closed; broken when a name could not be looked up; everything else
 * is a failed check as told in the documentation of this package.
 */
public final class HttpProbe implements Probe {
  private final Outlook outlook;
  private final String name;
  private final Role role;
  private final Function<Device, @Nullable HttpTarget> targets;
  private final Columns columns;
  private final Trust trust;

  private HttpProbe(Builder builder, Function<Device, @Nullable HttpTarget> targets) {
    this.outlook = builder.outlook;
    this.name = builder.name;
    this.role = builder.role;
    this.targets = targets;
    this.trust = Trust.in(builder.anchors).warm();
    this.columns =
        Columns.of(
            role,
            builder.instance,
            SyntheticMetrics.HTTP_TOTAL,
            SyntheticMetrics.HTTP_LOOKUP,
            SyntheticMetrics.HTTP_CONNECT,
            SyntheticMetrics.HTTP_TLS,
            SyntheticMetrics.HTTP_FIRST_BYTE,
            SyntheticMetrics.HTTP_PASSED,
            SyntheticMetrics.HTTP_STATUS,
            SyntheticMetrics.HTTP_CERTIFICATE_DAYS);
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
    HttpTarget target = targets.apply(device);
    if (target == null) {
      outcome.accept(Untold.target(name, device));
      return Question.DONE;
    }
    Inquiry inquiry = new Inquiry(device.id(), address, role, deadline, outcome);
    return outlook.begin(new HttpConversation(outlook.loop(), inquiry, target, columns, trust));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects options. Not for use by several threads. */
  public static final class Builder {
    private final Outlook outlook;
    private String name = "http";
    private Role role = Role.DATA;
    private String instance = "";
    private @Nullable Function<Device, @Nullable HttpTarget> targets;
    private @Nullable KeyStore anchors;

    private Builder(Outlook outlook) {
      this.outlook = outlook;
    }

    /** What it is called in reports and logs; {@code http} by default. */
    public Builder name(String name) {
      Names.check("name of a HTTP probe", name, Checks.MOST_NAME);
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
    public Builder target(HttpTarget target) {
      return targets(device -> target);
    }

    /**
     * What each device is asked; called for every question, and must not block. Null is a device
     * that should not be asked: leave it out by {@code Schedule.on}.
     */
    public Builder targets(Function<Device, @Nullable HttpTarget> targets) {
      this.targets = targets;
      return this;
    }

    /** Trusts the certificates in this store, in place of those of the Java platform. */
    public Builder trust(KeyStore anchors) {
      this.anchors = anchors;
      return this;
    }

    /** The probe. */
    public HttpProbe build() {
      Function<Device, @Nullable HttpTarget> given = targets;
      if (given == null) {
        throw new IllegalArgumentException(
            "HTTP probe '" + name + "' has no target; name what it asks by target or targets");
      }
      return new HttpProbe(this, given);
    }
  }
}
