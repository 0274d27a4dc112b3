package io.ispmonitor.metric;

/**
 * Why a value is missing. Its {@link #code()} is stored and never changes its meaning; new reasons
 * get new codes.
 */
public enum Gap {
  /** Not missing: there is a value. */
  NONE(0),
  /** The device did not answer. */
  SILENT(1),
  /** The device, or a router on the way, refused. */
  REFUSED(2),
  /** The question proves nothing: our side lost data, paused, or the clock stepped. */
  VOID(3),
  /** Our side failed to ask. */
  BROKEN(4),
  /** The answer came, but without this value. */
  NOT_SENT(5),
  /** The device does not have this value. */
  NOT_SUPPORTED(6),
  /** The value came, but is not a finite number. */
  NOT_A_NUMBER(7),
  /** Not asked: the device is known to be out of reach. */
  RESTING(8),
  /** A counter restarted, so there is no rate. */
  RESTARTED(9),
  /** The value cannot be true, such as a rate above the speed of the link. */
  IMPLAUSIBLE(10),
  /** The clock stepped while it was measured. */
  CLOCK_STEP(11),
  /** A rate needs two readings of a counter, and this is the first. */
  FIRST_READING(12),
  /** The counter may have gone round more than once since the last reading. */
  AMBIGUOUS(13);

  private static final Gap[] BY_CODE = values();

  private final byte code;

  Gap(int code) {
    this.code = (byte) code;
  }

  /** The number under which it is stored. */
  public byte code() {
    return code;
  }

  /**
   * The reason with this code; a code of a later version is read as {@link #NOT_SENT}, since the
   * value is missing in any case.
   */
  public static Gap ofCode(byte code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : NOT_SENT;
  }
}
