package io.ispmonitor.icmp;

/**
 * What an engine has counted since it was opened.
 *
 * @param sent echoes that left
 * @param answered echoes answered in time
 * @param silent echoes that ended unanswered
 * @param refused echoes that ended with an ICMP error
 * @param voided echoes that ended without proving anything
 * @param broken echoes that could not be sent
 * @param cancelled echoes that were called off
 * @param late replies that came after their echo had ended
 * @param duplicate replies to an echo that was answered already
 * @param forged packets with a code we did not make
 * @param wrongSource replies with our code from another address than the one asked
 * @param unreadable packets that are no replies of ours
 * @param overflowed packets the kernel dropped because the receive buffer was full
 * @param sendBufferFull how often sending had to wait because the send buffer was full
 * @param retried echoes sent again because an error that belonged to another one was reported
 * @param pauses how often this process stood still for longer than half a second
 * @param clockSteps answers without a round trip because the clock was set
 * @param stamped transmit timestamps that were used
 */
public record EchoCounters(
    long sent,
    long answered,
    long silent,
    long refused,
    long voided,
    long broken,
    long cancelled,
    long late,
    long duplicate,
    long forged,
    long wrongSource,
    long unreadable,
    long overflowed,
    long sendBufferFull,
    long retried,
    long pauses,
    long clockSteps,
    long stamped) {}
