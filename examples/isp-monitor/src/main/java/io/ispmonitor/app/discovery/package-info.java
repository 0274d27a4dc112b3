/**
 * Finds out what there is in a network that nobody has written down yet: who answers an echo, and
 * who of them says over SNMP what it is. For a first inventory, which people then correct.
 */
@NullMarked
package io.ispmonitor.app.discovery;

import org.jspecify.annotations.NullMarked;
