package io.ispmonitor.icmp;

/**
 * How big things are at a socket.
 *
 * @param payloadBytes the data of each echo
 * @param receiveBufferBytes what the kernel granted, in its own accounting
 */
record EchoSocketSizes(int payloadBytes, int receiveBufferBytes) {}
