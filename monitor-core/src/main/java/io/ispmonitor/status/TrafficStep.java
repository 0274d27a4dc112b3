package io.ispmonitor.status;

/**
 * What an interface carried over a step of time, in bits per second.
 *
 * @param in what it received
 * @param out what it sent
 * @param capacity its speed, the line to draw across; NaN when it is not known
 */
public record TrafficStep(SeriesStep in, SeriesStep out, double capacity) {}
