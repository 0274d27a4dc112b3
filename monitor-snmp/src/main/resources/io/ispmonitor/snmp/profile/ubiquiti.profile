# Ubiquiti. The kinds of devices are told apart where their sysObjectID does so; where it says only
# who made them they are asked for all, and what they lack is not asked for again.

oid ubnt 1.3.6.1.4.1.41112.1
oid radio ubnt.4.1.1
oid chain ubnt.4.2.1
oid wireless ubnt.4.5.1
oid airmax ubnt.4.6.1
oid client ubnt.4.7.1
oid host ubnt.4.8
oid gps ubnt.4.9
oid unifiRadio ubnt.6.1.1.1
oid unifiVap ubnt.6.1.2.1

profile ubiquiti "Ubiquiti, whatever it is"
match 1.3.6.1.4.1.41112 1.3.6.1.4.1.10002
include ubiquiti-airmax ubiquiti-unifi

profile ubiquiti-airmax "Ubiquiti airMAX (airOS)"
match ubnt.4
include system if-mib
quirk no-bulk
# Many versions do not tell themselves in sysDescr; then a temperature of 10^8 is no value.
firmware "\bv(\d+\.\d+\.\d+)"
source mib "UBNT-AirMAX-MIB"

gauge wireless.frequency radio.4.1 scale 1e6 novalue 0
gauge wireless.power     radio.6.1
gauge wireless.distance  radio.7.1
gauge wireless.signal    wireless.5.1 least -150 most -1
gauge wireless.rssi      wireless.6.1
gauge wireless.ccq       wireless.7.1 scale 1/100 least 0 most 1
gauge wireless.noise     wireless.8.1 least -150 most -1
gauge wireless.rate.out  wireless.9.1
gauge wireless.rate.in   wireless.10.1
gauge wireless.clients   wireless.15.1
gauge wireless.airmax.quality  airmax.3.1 scale 1/100 least 0 most 1
gauge wireless.airmax.capacity airmax.4.1 scale 1/100 least 0 most 1
gauge wireless.airtime         airmax.7.1 scale 1/1000 least 0 most 1
gauge cpu.load    host.3.0 scale 1/10000 least 0 most 1
gauge temperature host.4.0 least -60 most 150
gauge temperature host.4.0 scale 1e-7 least -60 most 150 firmware 8.7.4..8.7.6
state gps.fix     gps.2.0 0=unknown,1=no,2=2d,3=3d
gauge gps.satellites.visible gps.7.0
gauge gps.satellites         gps.8.0

table chains
  gauge wireless.rssi chain.2
end

table clients                                   # radio, MAC address
  name mac 1
  comes-and-goes
  gauge wireless.signal         client.3 least -150 most -1
  gauge wireless.noise          client.4 least -150 most -1
  gauge wireless.distance       client.5
  gauge wireless.ccq            client.6 scale 1/100 least 0 most 1
  gauge wireless.rate.out       client.11
  gauge wireless.rate.in        client.12
  counter wireless.out          client.13 scale 8
  counter wireless.in           client.14 scale 8
  gauge wireless.connected_time client.15 scale 1/100 source assumed "UBNT-AirMAX-MIB says both TimeTicks and seconds"
  gauge wireless.capacity.out   client.17 scale 1000
  gauge wireless.capacity.in    client.18 scale 1000
  gauge wireless.airtime.out    client.19 scale 1/1000 least 0 most 1
  gauge wireless.airtime.in     client.20 scale 1/1000 least 0 most 1
  gauge wireless.latency        client.21 scale 1/1000
end

profile ubiquiti-unifi "Ubiquiti UniFi access points"
match ubnt.6
include system if-mib ucd-snmp
source mib "UBNT-UniFi-MIB"
table radios
  name unifiRadio.2
  gauge wireless.airtime        unifiRadio.6 scale 1/100 least 0 most 1
  gauge wireless.airtime.in     unifiRadio.7 scale 1/100 least 0 most 1
  gauge wireless.airtime.out    unifiRadio.8 scale 1/100 least 0 most 1
  gauge wireless.airtime.others unifiRadio.9 scale 1/100 least 0 most 1
end
table networks                                  # one for each SSID and radio
  name unifiVap.7
  gauge wireless.ccq     unifiVap.3 scale 1/1000 least 0 most 1
  gauge wireless.channel unifiVap.4 novalue 0
  gauge wireless.clients unifiVap.8
  gauge wireless.power   unifiVap.21
end

profile ubiquiti-edgeos "Ubiquiti EdgeRouter (EdgeOS)"
match ubnt.5                                    # assumed
include system if-mib host-resources ucd-snmp
