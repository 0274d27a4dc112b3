/**
 * Samples on their way through the spools into the database, and back. They lie in row blocks: one
 * poll of many values is a row of the table {@code reading}, and so are some minutes of pings of
 * one device.
 */
@NullMarked
package io.ispmonitor.jdbc.internal.sample;

import org.jspecify.annotations.NullMarked;
