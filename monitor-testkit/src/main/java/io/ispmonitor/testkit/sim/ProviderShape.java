package io.ispmonitor.testkit.sim;

/**
 * How large a provider is that is made up.
 *
 * @param pops points of presence, 1 to 50; every other one has two routers
 * @param towersPerPop 0 to 50; a third of them hangs on two POPs, a third behind another tower
 * @param sectorsPerTower radios that face subscribers, 0 to 50; each third one needs the first
 *     router of its POP too, besides its tower
 * @param subscribersPerSector watched subscriber units, 0 to 50
 * @param uplinks of the monitoring machine, 1 to 10; each POP is reached over one of them
 * @param witnessesPerUplink addresses outside the network, 0 to 10
 */
public record ProviderShape(
    int pops,
    int towersPerPop,
    int sectorsPerTower,
    int subscribersPerSector,
    int uplinks,
    int witnessesPerUplink) {

  /** Checks the numbers. */
  public ProviderShape {
    check("pops", pops, 1, 50);
    check("towersPerPop", towersPerPop, 0, 50);
    check("sectorsPerTower", sectorsPerTower, 0, 50);
    check("subscribersPerSector", subscribersPerSector, 0, 50);
    check("uplinks", uplinks, 1, 10);
    check("witnessesPerUplink", witnessesPerUplink, 0, 10);
  }

  /** About a hundred devices: 3 POPs, 12 towers, 36 sectors with a subscriber each, one uplink. */
  public static ProviderShape hundred() {
    return new ProviderShape(3, 4, 3, 1, 1, 3);
  }

  /** This one with other uplinks. */
  public ProviderShape uplinks(int count) {
    return new ProviderShape(
        pops, towersPerPop, sectorsPerTower, subscribersPerSector, count, witnessesPerUplink);
  }

  private static void check(String what, int count, int least, int most) {
    if (count < least || count > most) {
      throw new IllegalArgumentException(
          "provider: %s must be from %d to %d, was %d".formatted(what, least, most, count));
    }
  }
}
