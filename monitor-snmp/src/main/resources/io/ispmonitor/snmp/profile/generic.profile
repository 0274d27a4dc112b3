# Devices that no vendor's profile matches, and those with net-snmp. What an agent lacks is not
# asked for again.

profile generic "Any device"
include system if-mib host-resources ucd-snmp ups-mib entity-sensor

profile net-snmp "Linux and others with net-snmp"
match 1.3.6.1.4.1.8072 1.3.6.1.4.1.2021
include system if-mib host-resources ucd-snmp
