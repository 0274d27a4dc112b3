/**
 * Probes of the outside world: {@link io.ispmonitor.synthetic.TcpProbe} connects, {@link
 * io.ispmonitor.synthetic.DnsProbe} asks a server for a name, {@link
 * io.ispmonitor.synthetic.HttpProbe} gets a page. An {@link io.ispmonitor.synthetic.Outlook}
 * carries their conversations; {@link io.ispmonitor.synthetic.InternetView} counts what they say
 * and tells whether the Internet is reachable.
 *
 * <p>Servers may be hostile. Whatever they send, a question ends by its deadline with one outcome,
 * and what is read, kept and computed for it is bounded.
 *
 * <p><b>A failed check</b> is an answer that is not the one that is wanted: a wrong status, a wrong
 * address, a certificate that is not trusted, bytes that are not the protocol, an answer that was
 * begun and not finished by the deadline. Its reason says what came and what was expected. For a
 * probe with the role of {@link io.ispmonitor.probe.Role#REACHABILITY} it is {@link
 * io.ispmonitor.probe.ProbeOutcome.Refused}, which is a miss; a partial outcome would count as an
 * answer. For one with the role of {@link io.ispmonitor.probe.Role#DATA} it is {@link
 * io.ispmonitor.probe.ProbeOutcome.Partial} with what was measured, such as the times and the days
 * of an expired certificate, and with 0 in the column that tells whether the check passed; where
 * nothing was measured it is refused.
 *
 * <p>A closed port and an ICMP error are refused; a device that sends nothing is silent; a machine
 * of ours that has no route, no file descriptor or no working resolver is {@link
 * io.ispmonitor.probe.ProbeOutcome.Broken}.
 */
@NullMarked
package io.ispmonitor.synthetic;

import org.jspecify.annotations.NullMarked;
