package io.ispmonitor.examples.demo;

/** What the demo can do, in words. */
final class Help {
  static final String TEXT =
      """
      Watches a network and shows it live. Without options: a simulated provider of 3 POPs,
      12 towers and 300 radios, without root and without a network. 99 of them say over SNMP, at
      ports on loopback, how much traffic, signal and voltage they have. From 3 s on a radio comes
      and goes, and is told once, as flapping. A tower lives on its battery from 8 s on, and has no
      power from 20 s to 50 s. From 65 s to 78 s the monitor itself is cut off, and blames nobody.

        --targets WHAT    ping real addresses over ICMP: a file with a target on each line
                          (address or host, then a name if wanted; # begins a comment), or
                          a list of addresses, host names and CIDR blocks joined by commas
        --snmp-community-file FILE
                          ask the targets over SNMPv2c too, by the community in this file
        --snmp-user NAME  ask them over SNMPv3
        --snmp-auth SHA-256 --snmp-auth-file FILE
                          how its messages are signed, and the file with the password
        --snmp-priv AES-128 --snmp-priv-file FILE
                          how they are encrypted, and the file with the password
        --snmp-port N     the UDP port of agents; 161
        --interval TIME   how often each device is asked; 30s, and 2s in the simulation
        --timeout TIME    how long to wait for an answer; 1s
        --count N         echoes for each question; 1
        --once            ask until every device is judged, say how each stands, and end
        --json            write a JSON object for each change, or for each device with --once
        --csv FILE        write a row for each outcome
        --duration TIME   end after this time; 100s in the simulation, otherwise never
        --seed N          another simulated provider
        --plain           plain lines also on a terminal
        --board           availability, and smoke of the worst devices, at the end
        --serve PORT      serve /health (JSON) and /metrics (Prometheus) on the loopback
                          interface; 0 takes any port that is free
        --data DIR        where history is kept, and found again by the next run; monitor-data
        --db URL          keep it in PostgreSQL, jdbc:postgresql://host/database, by way of DIR;
                          PGUSER and PGPASSWORD in the environment say who logs in
        --no-data         keep nothing
        --help            this text

      In place of files there may be ISPMONITOR_SNMP_COMMUNITY, ISPMONITOR_SNMP_AUTH_PASSWORD and
      ISPMONITOR_SNMP_PRIV_PASSWORD in the environment. Secrets are not taken as arguments.
      Times are written 500ms, 30s, 1m or 2h.
      Exit status: 0 all is well (with --once: all devices up), 1 some device is not up
      (only with --once), 2 something was asked for that cannot be done.""";

  private Help() {}
}
