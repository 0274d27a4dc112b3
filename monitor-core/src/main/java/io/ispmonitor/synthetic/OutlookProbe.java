package io.ispmonitor.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Names;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all probes have in common that ask by an {@link Outlook}: each question is a conversation
 * with the address of the device, about its target.
 *
 * @param <T> what a device is asked
 */
abstract class OutlookProbe<T> implements Probe {
  final Outlook outlook;
  final String name;
  final Role role;
  final Columns columns;
  private final Function<Device, @Nullable T> targets;

  OutlookProbe(Options<?> options, Function<Device, @Nullable T> targets, Metric... metrics) {
    this.outlook = options.outlook;
    this.name = options.name;
    this.role = options.role;
    this.targets = targets;
    this.columns = Columns.of(role, options.instance, metrics);
  }

  /** The conversation that a question is. */
  abstract Conversation conversation(Terms terms, T target);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Role role() {
    return role;
  }

  @Override
  public final Layout layout() {
    return columns.layout();
  }

  @Override
  public final List<HealthCheck> health() {
    return outlook.health(name);
  }

  @Override
  public final Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    InetAddress address = device.address();
    if (address == null) {
      outcome.accept(Untold.address(device));
      return Question.DONE;
    }
    T target = targets.apply(device);
    if (target == null) {
      outcome.accept(Untold.target(name, device));
      return Question.DONE;
    }
    Terms terms = new Terms(device.id(), address, role, deadline, outcome);
    return outlook.begin(conversation(terms, target));
  }

  @Override
  public final String toString() {
    return name;
  }

  /**
   * The options that all of them have. Not for use by several threads.
   *
   * @param <B> the builder that these are options of
   */
  abstract static class Options<B extends Options<B>> {
    final Outlook outlook;
    private final String protocol;
    String name;
    Role role;
    String instance = "";

    Options(Outlook outlook, String protocol, String name, Role role) {
      this.outlook = outlook;
      this.protocol = protocol;
      this.name = name;
      this.role = role;
    }

    abstract B self();

    /** What it is called in reports and logs; by default the protocol in lower case. */
    public B name(String name) {
      Names.check("name of a " + protocol + " probe", name, Checks.MOST_NAME);
      this.name = name;
      return self();
    }

    /** What its outcomes are good for. */
    public B role(Role role) {
      this.role = role;
      return self();
    }

    /** The instance of its columns, so that two probes of one device have series of their own. */
    public B instance(String instance) {
      this.instance = instance;
      return self();
    }

    /** What was given, which must be there. */
    <T> T required(@Nullable T given, String what, String how) {
      if (given == null) {
        throw new IllegalArgumentException(
            "%s probe '%s' has no %s; name %s".formatted(protocol, name, what, how));
      }
      return given;
    }
  }
}
