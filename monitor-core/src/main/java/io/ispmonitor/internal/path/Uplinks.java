package io.ispmonitor.internal.path;

import io.ispmonitor.internal.path.ParentCheck.Standing;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Uplink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which devices are reached over which uplinks, and whether those are lost. The judge's. */
final class Uplinks {
  static final UplinkWatch[] LOCAL = {};

  private final List<UplinkWatch> all = new ArrayList<>();
  private Set<Watched> reached = Set.of();
  private Set<Watched> witnesses = Set.of();

  Uplinks(List<Uplink> uplinks) {
    uplinks.forEach(uplink -> all.add(new UplinkWatch(uplink)));
  }

  List<UplinkWatch> all() {
    return all;
  }

  /** Who is reached over which uplink has changed, or who its witnesses are. */
  void assign(List<List<Watched>> members, List<List<Watched>> witnessesOf) {
    Map<Watched, List<UplinkWatch>> uplinksOf = new LinkedHashMap<>();
    Set<Watched> asked = new LinkedHashSet<>();
    for (int i = 0; i < all.size(); i++) {
      UplinkWatch uplink = all.get(i);
      uplink.witnesses(witnessesOf.get(i));
      asked.addAll(witnessesOf.get(i));
      for (Watched member : members.get(i)) {
        uplinksOf.computeIfAbsent(member, any -> new ArrayList<>(1)).add(uplink);
      }
    }
    reached.forEach(watched -> watched.uplinks = LOCAL);
    Map<List<UplinkWatch>, UplinkWatch[]> shared = new LinkedHashMap<>();
    uplinksOf.forEach(
        (watched, uplinks) ->
            watched.uplinks =
                shared.computeIfAbsent(uplinks, some -> some.toArray(new UplinkWatch[0])));
    witnesses.forEach(witness -> witness.isWitness = false);
    asked.forEach(witness -> witness.isWitness = true);
    reached = new LinkedHashSet<>(uplinksOf.keySet());
    witnesses = asked;
  }

  /** Whether we can reach a device at all: the best of its uplinks decides. */
  static Standing standing(Watched watched, long since, boolean patient) {
    Standing best = watched.uplinks.length == 0 ? Standing.ALIVE : Standing.DEAD;
    for (UplinkWatch uplink : watched.uplinks) {
      Standing found = uplink.standing(since, patient);
      if (found == Standing.ALIVE) {
        return found;
      }
      if (best == Standing.DEAD || found == Standing.AFRESH) {
        best = found;
      }
    }
    return best;
  }

  /** Whether every way of ours to a device is lost. */
  static boolean isCutOff(Watched watched) {
    for (UplinkWatch uplink : watched.uplinks) {
      if (!uplink.lost) {
        return false;
      }
    }
    return watched.uplinks.length > 0;
  }

  /** The devices that are reached over lost uplinks only. */
  List<Watched> cutOff() {
    return reached.stream().filter(is -> !is.removed && isCutOff(is)).toList();
  }

  /** What is known of the witnesses of a device's uplinks. */
  static List<Evidence.Parent> evidence(Watched watched) {
    return Arrays.stream(watched.uplinks)
        .flatMap(uplink -> uplink.evidence().stream())
        .distinct()
        .toList();
  }

  /** The names of a device's uplinks, for a sentence. */
  static String names(Watched watched) {
    return String.join(
        " and ", Arrays.stream(watched.uplinks).map(is -> "'" + is.uplink.name() + "'").toList());
  }
}
