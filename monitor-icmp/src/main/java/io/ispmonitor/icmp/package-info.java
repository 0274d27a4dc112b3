/**
 * Sends ICMP echoes and reports what came back. Start at {@link io.ispmonitor.icmp.IcmpProbe};
 * whoever wants single echoes without a monitor takes {@link io.ispmonitor.icmp.EchoEngine}.
 *
 * <p>One thread and one socket for each address family serve every device. Linux on x86-64 and
 * aarch64 is native; on Windows the probe uses {@link java.net.InetAddress#isReachable(int)} with
 * bounded threads, which was tested with a stand-in and never run on Windows. Other systems are
 * refused with a sentence.
 */
@NullMarked
package io.ispmonitor.icmp;

import org.jspecify.annotations.NullMarked;
