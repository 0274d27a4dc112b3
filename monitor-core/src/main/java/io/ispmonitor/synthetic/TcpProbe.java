package io.ispmonitor.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Role;
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
public final class TcpProbe extends OutlookProbe<Integer> {
  private final boolean closedPortIsAlive;

  private TcpProbe(Builder builder, Function<Device, @Nullable Integer> ports) {
    super(builder, ports, SyntheticMetrics.TCP_CONNECT, SyntheticMetrics.TCP_OPEN);
    Boolean alive = builder.closedPortIsAlive;
    this.closedPortIsAlive = alive == null ? role == Role.REACHABILITY : alive;
  }

  /** Starts a probe that asks by this outlook, which stays the host's to close. */
  public static Builder over(Outlook outlook) {
    return new Builder(outlook);
  }

  @Override
  Conversation conversation(Terms terms, Integer port) {
    Checks.port("TCP probe '" + name + "', device '" + terms.device() + "'", port);
    return new TcpConversation(outlook.loop(), terms, port, closedPortIsAlive, columns);
  }

  /**
   * Collects options. By default the probe is called {@code tcp} and is for {@link
   * Role#REACHABILITY}. Not for use by several threads.
   */
  public static final class Builder extends Options<Builder> {
    private @Nullable Function<Device, @Nullable Integer> ports;
    private @Nullable Boolean closedPortIsAlive;

    private Builder(Outlook outlook) {
      super(outlook, "TCP", "tcp", Role.REACHABILITY);
    }

    @Override
    Builder self() {
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
      return new TcpProbe(this, required(ports, "port", "one by port, ports or portLabel"));
    }
  }
}
