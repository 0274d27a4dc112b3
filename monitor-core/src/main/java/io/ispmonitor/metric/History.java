package io.ispmonitor.metric;

/**
 * The rows of one device and layout at some moment.
 *
 * @param block the device and layout
 * @param last the position of the newest row; the others are found backwards from there
 */
record History(SeriesBlock block, long last) {}
