/**
 * Carries what spools hold into the database: batch by batch, each in one transaction that also
 * notes how far it came, again and again until the database takes it.
 */
@NullMarked
package io.ispmonitor.jdbc.internal.carry;

import org.jspecify.annotations.NullMarked;
