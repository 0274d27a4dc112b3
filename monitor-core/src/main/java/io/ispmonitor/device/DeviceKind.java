package io.ispmonitor.device;

/**
 * What sort of thing a device is. The constants are the usual ones; a host may name its own.
 *
 * @param name lower case, such as {@code radio}
 */
public record DeviceKind(String name) {
  /** A point of presence, building or other place that holds equipment. */
  public static final DeviceKind SITE = new DeviceKind("site");

  /** A tower or mast. */
  public static final DeviceKind TOWER = new DeviceKind("tower");

  /** A router. */
  public static final DeviceKind ROUTER = new DeviceKind("router");

  /** A switch. */
  public static final DeviceKind SWITCH = new DeviceKind("switch");

  /** A radio: access point, backhaul or subscriber unit. */
  public static final DeviceKind RADIO = new DeviceKind("radio");

  /** A power supply, inverter, battery or UPS. */
  public static final DeviceKind POWER = new DeviceKind("power");

  /** An optical line terminal. */
  public static final DeviceKind OLT = new DeviceKind("olt");

  /** Equipment at the customer's. */
  public static final DeviceKind CPE = new DeviceKind("cpe");

  /** A server or service. */
  public static final DeviceKind SERVER = new DeviceKind("server");

  /** Anything else. */
  public static final DeviceKind OTHER = new DeviceKind("other");

  /** Checks the name. */
  public DeviceKind {
    Names.check("device kind", name, 40);
  }

  /** A kind of the host's own. */
  public static DeviceKind of(String name) {
    return new DeviceKind(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
