package io.ispmonitor.synthetic;

/**
 * One record of an answer.
 *
 * @param name whose it is, as {@link DnsName} writes it
 * @param type its type in numbers
 * @param rdata what it says, as zone files write it; an address in its usual form
 */
record DnsRecord(String name, int type, String rdata) {}
