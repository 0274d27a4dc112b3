package io.ispmonitor.testkit.sim;

/** Where a fault is. */
public sealed interface Place {

  /** In a device: it is hit, and all whose way leads over it. */
  record OnDevice(String id) implements Place {
    @Override
    public String toString() {
      return "device " + id;
    }
  }

  /** Between a device and one of those it depends on. */
  record OnLink(String child, String parent) implements Place {
    @Override
    public String toString() {
      return "link " + child + " to " + parent;
    }
  }

  /**
   * On the far side of a device, as in the air of a sector: all that depend on it are hit, the
   * device itself is not.
   */
  record Behind(String id) implements Place {
    @Override
    public String toString() {
      return "all behind " + id;
    }
  }

  /** In the power supply of a site. */
  record OnPower(String site) implements Place {
    @Override
    public String toString() {
      return "power of " + site;
    }
  }

  /** On an uplink of the monitoring machine. */
  record OnUplink(String name) implements Place {
    @Override
    public String toString() {
      return "uplink " + name;
    }
  }

  /** In the monitoring process itself. */
  record OnMonitor() implements Place {
    @Override
    public String toString() {
      return "monitor";
    }
  }
}
