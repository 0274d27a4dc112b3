package io.ispmonitor.testkit.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How all nodes of a network are reached while a plan of faults runs off. Times are nanoseconds
 * from the start of the plan.
 */
final class Course {
  private final Graph graph;
  private final Way[] ways;
  private final List<List<Break>> breaks = new ArrayList<>();
  private final List<List<Strain>> strains = new ArrayList<>();
  private final long[] moments;

  /** When any strain begins after a time without one, and when none is left, by turns. */
  private final long[] strained;

  /** The same of those that leave it to chance who gets through. */
  private final long[] uncertain;

  Course(Graph graph, Unfolding unfolding) {
    this.graph = graph;
    this.ways = new Way[graph.nodes()];
    for (int component = 0; component < graph.components(); component++) {
      breaks.add(new ArrayList<>(0));
      strains.add(new ArrayList<>(0));
    }
    unfolding.breaks().forEach(is -> breaks.get(is.component()).add(is));
    unfolding.strains().forEach(is -> strains.get(is.component()).add(is));
    this.strained = union(unfolding.strains());
    this.uncertain =
        union(unfolding.strains().stream().filter(is -> !is.loss().isTotal()).toList());
    this.moments = new Sweep(unfolding).run();
  }

  /** The way to a node. */
  Way way(int node) {
    return ways[node];
  }

  /** All times at which anything changes, in their order. */
  long[] moments() {
    return moments;
  }

  /** Whether anything is lost or late anywhere at a time, short of being cut off. */
  boolean mayStrain(long nanos) {
    return holds(strained, nanos);
  }

  /** Whether some of what passes is lost or late at a time, and the rest is not. */
  boolean isUncertain(long nanos) {
    return holds(uncertain, nanos);
  }

  private static boolean holds(long[] turns, long nanos) {
    int at = Arrays.binarySearch(turns, nanos);
    int reached = at >= 0 ? at : -at - 2;
    return (reached & 1) == 0;
  }

  private static long[] union(List<Strain> strains) {
    long[] edges = new long[2 * strains.size()];
    int size = 0;
    for (Strain strain : strains.stream().sorted(Comparator.comparingLong(Strain::from)).toList()) {
      if (size > 0 && strain.from() <= edges[size - 1]) {
        edges[size - 1] = Math.max(edges[size - 1], strain.to());
      } else {
        edges[size++] = strain.from();
        edges[size++] = strain.to();
      }
    }
    return Arrays.copyOf(edges, size);
  }

  /** Adds up what a question to a node that is not cut off suffers on its way. */
  void load(int node, long nanos, Load into) {
    String target = graph.node(node).name;
    for (int at = node; at >= 0; ) {
      strain(at, nanos, target, into);
      Graph.Node here = graph.node(at);
      Way way = ways[at];
      int stretch = way.at(nanos);
      int next = -1;
      for (int group = 0; group < here.parents.length; group++) {
        int choice = way.choice(stretch, group);
        if (choice >= 0) {
          int link = here.links[group][choice];
          int parent = here.parents[group][choice];
          if (link != parent) {
            strain(link, nanos, target, into);
          }
          next = group == 0 ? parent : next;
        }
      }
      at = next;
    }
  }

  private void strain(int component, long nanos, String target, Load into) {
    List<Strain> here = strains.get(component);
    for (int i = 0; i < here.size(); i++) {
      Strain strain = here.get(i);
      if (strain.isAt(nanos) && strain.hits(target)) {
        into.add(strain, strain.height(nanos));
      }
    }
  }

  /** The faults that keep a node cut off at a time. */
  Set<Fault> blame(int node, long nanos) {
    Set<Fault> found = new TreeSet<>();
    blame(node, nanos, found, new BitSet());
    return found;
  }

  private void blame(int node, long nanos, Set<Fault> into, BitSet seen) {
    Way way = ways[node];
    int stretch = way.at(nanos);
    if (!way.isCut(stretch) || seen.get(node)) {
      return;
    }
    seen.set(node);
    breaksAt(node, nanos, into);
    Graph.Node here = graph.node(node);
    for (int group = 0; group < here.parents.length; group++) {
      if (way.choice(stretch, group) < 0) {
        for (int i = 0; i < here.parents[group].length; i++) {
          breaksAt(here.links[group][i], nanos, into);
          blame(here.parents[group][i], nanos, into, seen);
        }
      }
    }
  }

  /** Whether an uplink that leads straight to a node is lost, and that is all that is wrong. */
  boolean isBehindLostUplink(int node, long nanos) {
    Graph.Node here = graph.node(node);
    if (isSilencing(node, nanos, here.name)) {
      return false;
    }
    boolean isLost = false;
    for (int group = 0; group < here.parents.length; group++) {
      for (int i = 0; i < here.parents[group].length; i++) {
        int parent = here.parents[group][i];
        if (graph.isUplink(parent)) {
          isLost |= ways[parent].isCut(ways[parent].at(nanos));
          isLost |= isSilencing(parent, nanos, here.name);
        } else if (isSilencing(here.links[group][i], nanos, here.name)) {
          return false;
        }
      }
    }
    return isLost;
  }

  private boolean isSilencing(int component, long nanos, String target) {
    Set<Fault> found = new TreeSet<>();
    breaksAt(component, nanos, found);
    return !found.isEmpty()
        || strains.get(component).stream()
            .anyMatch(is -> is.loss().isTotal() && is.isAt(nanos) && is.hits(target));
  }

  private void breaksAt(int component, long nanos, Set<Fault> into) {
    for (Break one : breaks.get(component)) {
      if (one.from() <= nanos && nanos < one.to()) {
        into.add(one.fault());
      }
    }
  }

  /** Goes through time once, and works out anew the ways of all that a change may touch. */
  private final class Sweep {
    private final List<Change> changes = new ArrayList<>();
    private final int[] broken = new int[graph.components()];
    private final int[] @Nullable [] behind = new int[graph.components()][];
    private final boolean[] cut = new boolean[graph.nodes()];
    private final float[] seconds = new float[graph.nodes()];

    Sweep(Unfolding unfolding) {
      for (Break one : unfolding.breaks()) {
        changes.add(new Change(one.from(), one.component(), 1));
        changes.add(new Change(one.to(), one.component(), -1));
      }
      for (Strain one : unfolding.strains()) {
        for (long at : new long[] {one.from(), one.steadyFrom(), one.steadyTo(), one.to()}) {
          changes.add(new Change(at, one.component(), 0));
        }
      }
      changes.sort(Comparator.comparingLong(Change::nanos));
    }

    long[] run() {
      for (int node = 0; node < graph.nodes(); node++) {
        ways[node] = new Way(graph.node(node).parents.length);
        route(node, Long.MIN_VALUE);
      }
      long[] found = new long[changes.size()];
      int count = 0;
      BitSet touched = new BitSet();
      for (int i = 0; i < changes.size(); ) {
        long now = changes.get(i).nanos;
        touched.clear();
        for (; i < changes.size() && changes.get(i).nanos == now; i++) {
          Change change = changes.get(i);
          broken[change.component] += change.by;
          for (int node : behind(change.component)) {
            touched.set(node);
          }
        }
        touched.stream().forEach(node -> route(node, now));
        found[count++] = now;
      }
      return Arrays.copyOf(found, count);
    }

    private int[] behind(int component) {
      int[] known = behind[component];
      if (known == null) {
        known = graph.behind(component);
        behind[component] = known;
      }
      return known;
    }

    private void route(int number, long now) {
      Graph.Node node = graph.node(number);
      boolean out = broken[number] > 0;
      float roundTrip = 0;
      int[] chosen = new int[node.parents.length];
      for (int group = 0; group < chosen.length; group++) {
        chosen[group] = firstOpen(node, group);
        if (chosen[group] < 0) {
          out = true;
        } else if (group == 0) {
          roundTrip = seconds[node.parents[0][chosen[0]]] + node.seconds[0][chosen[0]];
        }
      }
      cut[number] = out;
      seconds[number] = roundTrip;
      ways[number].add(now, chosen, out ? Float.NaN : roundTrip);
    }

    private int firstOpen(Graph.Node node, int group) {
      int[] parents = node.parents[group];
      for (int i = 0; i < parents.length; i++) {
        if (!cut[parents[i]] && broken[node.links[group][i]] == 0) {
          return i;
        }
      }
      return -1;
    }
  }

  private record Change(long nanos, int component, int by) {}
}
