/** The agent's side of the protocol: BER, PDUs, and the security of version 3. */
@NullMarked
package io.ispmonitor.testkit.snmp.internal;

import org.jspecify.annotations.NullMarked;
