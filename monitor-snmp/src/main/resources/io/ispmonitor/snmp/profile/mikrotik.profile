# MikroTik RouterOS. The MIB types signal quality and numbers of clients as Counter32; they are
# levels.

oid mtxr 1.3.6.1.4.1.14988.1.1
oid health mtxr.3
oid station mtxr.1.1.1
oid client mtxr.1.2.1
oid ap mtxr.1.3.1
oid w60g mtxr.1.8.1
oid w60gStation mtxr.1.9.1
oid poe mtxr.15.1.1
oid lte mtxr.16.1.1
oid sfp mtxr.19.1.1
oid gauges mtxr.3.100.1
oid ifName 1.3.6.1.2.1.31.1.1.1.1
oid hrStorage 1.3.6.1.2.1.25.2.3.1

profile mikrotik "MikroTik RouterOS"
match 1.3.6.1.4.1.14988
include system if-mib host-resources ups-mib
source mib "MIKROTIK-MIB"

gauge power.voltage       health.8.0  scale 1/10
gauge power.consumption   health.12.0 scale 1/10
gauge power.current       health.13.0 scale 1/1000
gauge temperature         health.10.0 scale 1/10 least -60 most 200
gauge temperature.sensor  health.5.0  scale 1/10 least -60 most 200
gauge temperature.board   health.7.0  scale 1/10 least -60 most 200
gauge temperature.cpu     health.11.0 scale 1/10 least -60 most 200
state power.status        health.15.0 0=failed,1=ok
state power.backup.status health.16.0 0=failed,1=ok
gauge memory.used hrStorage.6.65536 over hrStorage.5.65536 least 0 most 1 source assumed "HOST-RESOURCES-MIB, RFC 2790"
gauge dhcp.leases         mtxr.6.1.0
gauge connections.tracked mtxr.22.1.1.0

table gauges                                    # RouterOS 7
  name gauges.2
  gauge temperature       gauges.3 where gauges.4=1
  gauge fan.speed         gauges.3 where gauges.4=2 scale 1/60
  gauge power.voltage     gauges.3 where gauges.4=3 scale 1/10
  gauge power.current     gauges.3 where gauges.4=4 scale 1/10
  gauge power.consumption gauges.3 where gauges.4=5 scale 1/10
  state sensor.status     gauges.3 0=ok,1=fail where gauges.4=6
end

table stations                                  # radios that are clients
  name ifName
  gauge wireless.rate.out  station.2
  gauge wireless.rate.in   station.3
  gauge wireless.signal    station.4 least -150 most -1
  gauge wireless.frequency station.7 scale 1e6 novalue 0
  gauge wireless.ccq       station.9  scale 1/100 most 1
  gauge wireless.ccq.in    station.10 scale 1/100 most 1
end

table access-points                             # radios that have clients
  name ifName
  gauge wireless.rate.out  ap.2
  gauge wireless.rate.in   ap.3
  gauge wireless.clients   ap.6
  gauge wireless.clients.authenticated ap.11
  gauge wireless.frequency ap.7  scale 1e6 novalue 0
  gauge wireless.noise     ap.9  least -150 most -1
  gauge wireless.ccq       ap.10 scale 1/100 most 1
end

table clients                                   # the registration table: MAC address, interface
  name mac 0
  comes-and-goes
  count wireless.clients
  gauge wireless.signal        client.3  least -150 most -1
  gauge wireless.signal.remote client.19 least -150 most -1
  gauge wireless.snr           client.12 novalue 0
  gauge wireless.rate.out      client.8
  gauge wireless.rate.in       client.9
  gauge wireless.connected_time client.11 scale 1/100
  counter wireless.out         client.4  scale 8
  counter wireless.in          client.5  scale 8
end

table w60g                                      # 60 GHz, both ends
  name ifName
  state wireless.connected w60g.4 0=no,1=yes
  gauge wireless.frequency w60g.6 scale 1e6 novalue 0
  gauge wireless.quality   w60g.8 scale 1/100 least 0 most 1
  gauge wireless.signal    w60g.12 least -150 most -1
  gauge wireless.rate      w60g.13 scale 1e6 source assumed "MIKROTIK-MIB; the unit is that of mtxrWl60GStaPhyRate"
end

table w60g-stations
  name ifName
  state wireless.connected w60gStation.2 0=no,1=yes
  gauge wireless.quality   w60gStation.5 scale 1/100 least 0 most 1
  gauge wireless.rate      w60gStation.8 scale 1e6
  gauge wireless.signal    w60gStation.9 least -150 most -1
  gauge wireless.distance  w60gStation.10
end

table poe                                       # what ports feed to others
  name poe.2
  state power.poe.status      poe.3 1=disabled,2=waitingForLoad,3=poweredOn,4=overload
  gauge power.poe.voltage     poe.4 scale 1/10
  gauge power.poe.current     poe.5 scale 1/1000
  gauge power.poe.consumption poe.6 scale 1/10
end

table sfp
  name sfp.2
  state optical.rx_loss     sfp.3 0=no,1=yes,2=none
  state optical.tx_fault    sfp.4 0=no,1=yes,2=none
  gauge optical.temperature sfp.6
  gauge optical.voltage     sfp.7 scale 1/1000
  gauge optical.bias        sfp.8 scale 1/1000
  gauge optical.tx          sfp.9  scale 1/1000 least -60 most 30
  gauge optical.rx          sfp.10 scale 1/1000 least -60 most 30
end

table lte
  name ifName
  gauge lte.rssi lte.2 least -150 most -1
  gauge lte.rsrq lte.3 novalue 0
  gauge lte.rsrp lte.4 least -200 most -1
  gauge lte.sinr lte.7
end
