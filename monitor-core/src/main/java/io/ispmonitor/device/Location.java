package io.ispmonitor.device;

/**
 * A place on earth, WGS 84.
 *
 * @param latitude degrees, -90 to 90, north positive
 * @param longitude degrees, -180 to 180, east positive
 */
public record Location(double latitude, double longitude) {

  /** Checks the ranges. */
  public Location {
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException("latitude must be from -90 to 90, was " + latitude);
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException("longitude must be from -180 to 180, was " + longitude);
    }
  }

  /** A place by latitude and longitude in degrees. */
  public static Location of(double latitude, double longitude) {
    return new Location(latitude, longitude);
  }
}
