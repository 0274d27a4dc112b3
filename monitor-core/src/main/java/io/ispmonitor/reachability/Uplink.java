package io.ispmonitor.reachability;

import io.ispmonitor.device.Selection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A way by which the monitor reaches devices, and the witnesses that tell whether it is open. When
 * a quorum of them is silent, it is we who are cut off: what is reached over lost uplinks only is
 * {@link DeviceState#UNKNOWN} until one comes back. A device that several uplinks reach is cut off
 * when all of them are lost; one that none reaches is local and always judged.
 *
 * <p>Witnesses are devices of the inventory that a reachability probe asks: the own gateway, a
 * router of the upstream, addresses outside that are reached over different ways. They are asked
 * out of turn as soon as a device goes silent, as parents are.
 *
 * @param name what people call it, unique among the uplinks of a monitor
 * @param gateway the id of our own first hop, a witness too, but judged as local; null for none
 * @param witnesses the ids of the witnesses, the gateway among them; at least one
 * @param quorum how many of them must be silent; from 1 to all
 * @param reaches the devices that are reached over it
 */
public record Uplink(
    String name, @Nullable String gateway, List<String> witnesses, int quorum, Selection reaches) {

  /** Copies and checks. */
  public Uplink {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(reaches, "reaches");
    if (name.isBlank()) {
      throw new IllegalArgumentException("an uplink has a blank name; name it, such as 'fibre'");
    }
    witnesses = List.copyOf(witnesses);
    if (witnesses.isEmpty()) {
      throw new IllegalArgumentException(
          "uplink '" + name + "' has no witness; name devices that tell whether it is open");
    }
    if (new LinkedHashSet<>(witnesses).size() != witnesses.size()) {
      throw new IllegalArgumentException(
          "uplink '" + name + "' names a witness twice: " + witnesses);
    }
    if (gateway != null && !witnesses.contains(gateway)) {
      throw new IllegalArgumentException(
          "uplink '%s': the gateway '%s' is a witness too; name it among them"
              .formatted(name, gateway));
    }
    if (quorum < 1 || quorum > witnesses.size()) {
      throw new IllegalArgumentException(
          "uplink '%s': quorum must be from 1 to the number of witnesses (%d), was %d"
              .formatted(name, witnesses.size(), quorum));
    }
  }

  /** Begins to describe an uplink. */
  public static Builder named(String name) {
    Objects.requireNonNull(name, "name");
    return new Builder(name);
  }

  /** Collects what is known of an uplink. Not for use by several threads. */
  public static final class Builder {
    private final String name;
    private final List<String> witnesses = new ArrayList<>();
    private @Nullable String gateway;
    private OptionalInt quorum = OptionalInt.empty();
    private @Nullable Selection reaches;

    private Builder(String name) {
      this.name = name;
    }

    /** Our own first hop: a witness, and local itself. At most one. */
    public Builder gateway(String device) {
      Objects.requireNonNull(device, "device");
      if (gateway != null) {
        throw new IllegalArgumentException(
            "uplink '%s' has the gateway '%s' already; name '%s' as a witness"
                .formatted(name, gateway, device));
      }
      gateway = device;
      witnesses.add(device);
      return this;
    }

    /** A device that tells whether the uplink is open. */
    public Builder witness(String device) {
      Objects.requireNonNull(device, "device");
      witnesses.add(device);
      return this;
    }

    /**
     * How many witnesses must be silent. By default more than half of those beyond the gateway,
     * which goes on answering when something further out fails.
     */
    public Builder quorum(int silent) {
      this.quorum = OptionalInt.of(silent);
      return this;
    }

    /** The devices that are reached over it; all but the gateway by default. */
    public Builder reaches(Selection devices) {
      Objects.requireNonNull(devices, "devices");
      this.reaches = devices;
      return this;
    }

    /** The uplink. */
    public Uplink build() {
      Selection reached = reaches == null ? Selection.everything() : reaches;
      if (gateway != null) {
        reached = reached.except(Selection.device(gateway));
      }
      int beyond = witnesses.size() - (gateway == null ? 0 : 1);
      int needed = quorum.orElse(beyond / 2 + 1);
      return new Uplink(name, gateway, witnesses, needed, reached);
    }
  }
}
