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
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a TCP port and hangs up. It sends nothing.
 *
 * <p>Columns: {@link SyntheticMetrics#TCP_CONNECT} and {@link SyntheticMetrics#TCP_OPEN}. Outcomes:
 * answered when the connection stands; silent when nothing came; refused when the port is closed or
 * an ICMP error came.
 *
 * <p>A closed port is answered by the host itself, so it proves that the host lives. A probe for
 * {@link Role#REACHABILITY} therefore takes it for an answer unless told otherwise by {@link
 * Builder#closedPortIsAlive}; one for data reports it as refused. A firewall on the way may close a
 * port in the host's name; where that is so, say {@code closedPortIsAlive(false)}.
 */
public final class TcpProbe implements Probe {
  private final Outlook outlook;
  private final String name;
  private final Role role;
  private final Function<Device, @Nullable Integer> ports;
  private final boolean closedPortIsAlive;
  private final Columns columns;

  private TcpProbe(Builder builder, Function<Device, @Nullable Integer> ports) {
    this.outlook = builder.outlook;
    this.name = builder.name;
    this.role = builder.role;
    this.ports = ports;
    Boolean alive = builder.closedPortIsAlive;
    this.closedPortIsAlive = alive == null ? role == Role.REACHABILITY : alive;
    this.columns =
        Columns.of(role, builder.instance, SyntheticMetrics.TCP_CONNECT, SyntheticMetrics.TCP_OPEN);
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
    Integer port = ports.apply(device);
    if (port == null) {
      outcome.accept(Untold.target(name, device));
      return Question.DONE;
    }
    Checks.port("TCP probe '" + name + "', device '" + device.id() + "'", port);
    Inquiry inquiry = new Inquiry(device.id(), address, role, deadline, outcome);
    return outlook.begin(
        new TcpConversation(outlook.loop(), inquiry, port, closedPortIsAlive, columns));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects options. Not for use by several threads. */
  public static final class Builder {
    private final Outlook outlook;
    private String name = "tcp";
    private Role role = Role.REACHABILITY;
    private String instance = "";
    private @Nullable Function<Device, @Nullable Integer> ports;
    private @Nullable Boolean closedPortIsAlive;

    private Builder(Outlook outlook) {
      this.outlook = outlook;
    }

    /** What it is called in reports and logs; {@code tcp} by default. */
    public Builder name(String name) {
      Names.check("name of a TCP probe", name, Checks.MOST_NAME);
      this.name = name;
      return this;
    }

    /** What its outcomes are good for; {@link Role#REACHABILITY} by default. */
    public Builder role(Role role) {
      this.role = role;
      return this;
    }

    /** The instance of its columns, so that two probes of one device have series of their own. */
    public Builder instance(String instance) {
      this.instance = instance;
      return this;
    }

    /** The port of all devices, 1 to 65,535. */
    public Builder port(int port) {
      Checks.port("TCP probe '" + name + "'", port);
      return ports(device -> port);
    }

    /**
     * The port of each device; called for every question, and must not block. Null is a device that
     * should not be asked: leave it out by {@code Schedule.on}.
     */
    public Builder ports(Function<Device, @Nullable Integer> ports) {
      this.ports = ports;
      return this;
    }

    /** The port that the device's label of this name holds. */
    public Builder portLabel(String label) {
      return ports(device -> Labels.port(device, label));
    }

    /**
     * Whether a closed port is an answer. By default it is for {@link Role#REACHABILITY}, and is
     * not for {@link Role#DATA}.
     */
    public Builder closedPortIsAlive(boolean alive) {
      this.closedPortIsAlive = alive;
      return this;
    }

    /** The probe. */
    public TcpProbe build() {
      Function<Device, @Nullable Integer> given = ports;
      if (given == null) {
        throw new IllegalArgumentException(
            "TCP probe '" + name + "' has no port; name one by port, ports or portLabel");
      }
      return new TcpProbe(this, given);
    }
  }
}
