package io.ispmonitor.anomaly.watch;

/**
 * Where anomalies of one plan to one side may have one cause.
 *
 * @param plan the name of the plan
 * @param side to which side they lie; both for sensors that stopped
 * @param device what all of them belong to or depend on
 */
record Place(String plan, Direction side, String device) {}
