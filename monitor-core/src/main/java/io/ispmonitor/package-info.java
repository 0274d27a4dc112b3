/**
 * The way in: {@link io.ispmonitor.Monitor} watches the devices of an inventory with the probes it
 * is given, judges what comes back, and tells whoever listens.
 */
@NullMarked
package io.ispmonitor;

import org.jspecify.annotations.NullMarked;
