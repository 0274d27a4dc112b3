package io.ispmonitor.testkit.sim;

import java.time.Duration;
import java.time.Instant;

/** When a fault begins and ends; says next what it is. Not for use by several threads. */
public final class FaultTimes {
  private static final Effect CUT = new Effect.Cut();

  private final FaultPlan.Builder plan;
  private final Instant from;
  private final Instant to;

  FaultTimes(FaultPlan.Builder plan, Instant from, Instant to) {
    this.plan = plan;
    this.from = from;
    this.to = to;
  }

  /** The mains of a site fail. */
  public FaultPlan.Builder powerCut(String site) {
    return add(FaultKind.POWER_CUT, new Place.OnPower(site), CUT);
  }

  /** A device is broken. */
  public FaultPlan.Builder deviceFailure(String device) {
    return add(FaultKind.DEVICE_FAILURE, new Place.OnDevice(device), CUT);
  }

  /** A device starts again. */
  public FaultPlan.Builder reboot(String device) {
    return add(FaultKind.REBOOT, new Place.OnDevice(device), CUT);
  }

  /** Nothing passes between a device and one of those it depends on. */
  public FaultPlan.Builder linkCut(String child, String parent) {
    return add(FaultKind.LINK_CUT, new Place.OnLink(child, parent), CUT);
  }

  /** A device goes down and up by turns, for so long each on average. */
  public FaultPlan.Builder flapping(String device, Duration down, Duration up) {
    Place place = new Place.OnDevice(device);
    return add(FaultKind.FLAPPING, place, new Effect.Flaps(down, up, seed(place)));
  }

  /** A link goes down and up by turns, for so long each on average. */
  public FaultPlan.Builder flappingLink(String child, String parent, Duration down, Duration up) {
    Place place = new Place.OnLink(child, parent);
    return add(FaultKind.FLAPPING, place, new Effect.Flaps(down, up, seed(place)));
  }

  /** Questions pass a link, their answers do not. */
  public FaultPlan.Builder halfOpen(String child, String parent) {
    return halfOpen(child, parent, 1);
  }

  /** Questions pass a link; the answers of a share of all behind it do not. */
  public FaultPlan.Builder halfOpen(String child, String parent, double share) {
    return add(
        FaultKind.HALF_OPEN,
        new Place.OnLink(child, parent),
        new Effect.Loss(0, 1, Duration.ZERO, Effect.Shape.STEADY, share));
  }

  /** A link loses this share of questions and that of answers. */
  public FaultPlan.Builder asymmetricLoss(
      String child, String parent, double question, double answer) {
    return add(
        FaultKind.ASYMMETRIC_LOSS,
        new Place.OnLink(child, parent),
        new Effect.Loss(question, answer, Duration.ZERO, Effect.Shape.STEADY, 1));
  }

  /** Rain on a link: loss, the same in both directions, and delay rise to this and fall again. */
  public FaultPlan.Builder rainFade(String child, String parent, double loss, Duration delay) {
    return add(
        FaultKind.RAIN_FADE,
        new Place.OnLink(child, parent),
        new Effect.Loss(loss, loss, delay, Effect.Shape.ARCH, 1));
  }

  /** Rain in the air of a sector: all behind the device lose and are late, up to this. */
  public FaultPlan.Builder rainFade(String device, double loss, Duration delay) {
    return add(
        FaultKind.RAIN_FADE,
        new Place.Behind(device),
        new Effect.Loss(loss, loss, delay, Effect.Shape.ARCH, 1));
  }

  /** A link is full: all behind it lose, the same in both directions, and are late. */
  public FaultPlan.Builder congestion(String child, String parent, double loss, Duration delay) {
    return add(
        FaultKind.CONGESTION,
        new Place.OnLink(child, parent),
        new Effect.Loss(loss, loss, delay, Effect.Shape.PLATEAU, 1));
  }

  /** The monitoring machine is cut off from all behind an uplink, witnesses included. */
  public FaultPlan.Builder uplinkCut(String uplink) {
    return add(FaultKind.UPLINK_CUT, new Place.OnUplink(uplink), CUT);
  }

  /** The monitoring process is stopped. */
  public FaultPlan.Builder processPause() {
    return add(FaultKind.PROCESS_PAUSE, new Place.OnMonitor(), CUT);
  }

  /** Anything else. */
  public FaultPlan.Builder fault(FaultKind kind, Place place, Effect effect) {
    return add(kind, place, effect);
  }

  private FaultPlan.Builder add(FaultKind kind, Place place, Effect effect) {
    return plan.fault(new Fault(kind, place, from, to, effect));
  }

  private long seed(Place place) {
    return Dice.mix(Dice.hash(place.toString()) ^ from.getEpochSecond());
  }
}
