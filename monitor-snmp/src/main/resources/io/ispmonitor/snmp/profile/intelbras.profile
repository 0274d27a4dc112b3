oid intelbras 1.3.6.1.4.1.26138.1
oid onu intelbras.2.1.1.1

profile intelbras "Intelbras OLTs (8820i)"
match 1.3.6.1.4.1.26138
include system if-mib ucd-snmp
source in-use "Intelbras 8820i"
gauge temperature        intelbras.5.1.1.0 least -60 most 150
gauge temperature.second intelbras.5.1.2.0 least -60 most 150
table onus
  state onu.registered onu.4 0=no,1=yes every 5m source assumed "in use; the names of the numbers were not read"
  state onu.status     onu.5 0=offline,1=online every 5m source assumed "in use; the names of the numbers were not read"
end
