package io.ispmonitor.alerting;

import io.ispmonitor.alert.Notice;

/**
 * A notice of an alert that a channel has not delivered yet.
 *
 * @param channel the channel's name
 * @param notice the notice's id
 * @param kind what it is about
 */
record UnderWay(String channel, String notice, Notice.Kind kind) {}
