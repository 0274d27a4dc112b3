package io.ispmonitor.testkit.sim;

/** What sort of thing goes wrong. */
public enum FaultKind {
  /** The mains of a site fail; its devices go on until the battery is empty. */
  POWER_CUT,
  /** A device is broken until somebody replaces it. */
  DEVICE_FAILURE,
  /** A device starts again and is silent for some seconds or minutes. */
  REBOOT,
  /** Nothing passes a link. */
  LINK_CUT,
  /** A device or a link goes up and down, for seconds or minutes each. */
  FLAPPING,
  /** Questions pass a link and their answers do not. */
  HALF_OPEN,
  /** A link loses some of what passes, in one direction more than in the other. */
  ASYMMETRIC_LOSS,
  /** Rain: loss and latency rise and fall again. */
  RAIN_FADE,
  /** The busy hours: latency and loss on everything behind a place. */
  CONGESTION,
  /** The monitoring machine is cut off from what is behind one of its uplinks. */
  UPLINK_CUT,
  /** The monitoring process is stopped for a while. */
  PROCESS_PAUSE
}
