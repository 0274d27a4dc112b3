package io.ispmonitor.app.config;

import io.ispmonitor.leadership.lease.WhenAway;

/**
 * One of several instances that watch the same network in turn.
 *
 * @param id its name, of which there is no other
 * @param whenAway what it does while the database with the leases is away
 */
public record InstanceEntry(String id, WhenAway whenAway) {}
