# What the MIBs of the IETF and net-snmp offer. No device has these profiles by itself; others
# include them.

oid mib2 1.3.6.1.2.1
oid ifEntry mib2.2.2.1
oid ifXEntry mib2.31.1.1.1
oid hr mib2.25
oid ups mib2.33.1
oid entity mib2.47.1.1.1.1
oid sensor mib2.99.1.1.1
oid ucd 1.3.6.1.4.1.2021

profile system "The device itself"
source mib "SNMPv2-MIB, RFC 3418"
gauge device.uptime mib2.1.3.0 scale 1/100      # sysUpTime

profile if-mib "Interfaces"
source mib "IF-MIB, RFC 2863"
table interfaces
  name ifXEntry.1                               # ifName
  name ifEntry.2                                # ifDescr
  name index
  discontinuity ifXEntry.19                     # ifCounterDiscontinuityTime
  counter if.in  ifXEntry.6  narrow ifEntry.10 scale 8 ceiling if.speed
  counter if.out ifXEntry.10 narrow ifEntry.16 scale 8 ceiling if.speed
  counter if.in.errors    ifEntry.14
  counter if.out.errors   ifEntry.20
  counter if.in.discards  ifEntry.13
  counter if.out.discards ifEntry.19
  gauge if.speed ifXEntry.15 scale 1e6 novalue 0 every 10m      # ifHighSpeed
  state if.admin ifEntry.7 1=up,2=down,3=testing
  state if.oper  ifEntry.8 1=up,2=down,3=testing,4=unknown,5=dormant,6=notPresent,7=lowerLayerDown
  share if.in.utilisation  if.in  over if.speed
  share if.out.utilisation if.out over if.speed
end

profile host-resources "Processors and storage"
source assumed "HOST-RESOURCES-MIB, RFC 2790"
table processors                                # their descriptions are all alike
  name index
  gauge cpu.load hr.3.3.1.2 scale 1/100 least 0 most 1
end
table storage                                   # memory is among it
  name hr.2.3.1.3                               # hrStorageDescr
  gauge storage.used hr.2.3.1.6 over hr.2.3.1.5 least 0 most 1 every 5m
end

profile ucd-snmp "Memory and processor by net-snmp"
source assumed "UCD-SNMP-MIB"
gauge memory.used ucd.4.6.0 over ucd.4.5.0 scale -1 offset 1 least 0 most 1
gauge cpu.load ucd.11.11.0 scale -1/100 offset 1 least 0 most 1         # ssCpuIdle

# The type of a sensor says the unit; scale and precision say where the point stands.
profile entity-sensor "Sensors"
source in-use "ENTITY-SENSOR-MIB, RFC 3433"
table sensors
  name entity.7                                 # entPhysicalName
  name entity.2                                 # entPhysicalDescr
  gauge power.ac.voltage  sensor.4 decimals sensor.3 prefix sensor.2 where sensor.1=3
  gauge power.voltage     sensor.4 decimals sensor.3 prefix sensor.2 where sensor.1=4
  gauge power.current     sensor.4 decimals sensor.3 prefix sensor.2 where sensor.1=5
  gauge power.consumption sensor.4 decimals sensor.3 prefix sensor.2 where sensor.1=6
  gauge sensor.frequency  sensor.4 decimals sensor.3 prefix sensor.2 where sensor.1=7
  gauge temperature       sensor.4 decimals sensor.3 prefix sensor.2 where sensor.1=8
  gauge humidity          sensor.4 decimals sensor.3 prefix sensor.2 where sensor.1=9 scale 1/100
  gauge fan.speed         sensor.4 decimals sensor.3 prefix sensor.2 where sensor.1=10 scale 1/60
  state sensor.truth      sensor.4 1=true,2=false where sensor.1=12
  state sensor.status     sensor.5 1=ok,2=unavailable,3=nonoperational where sensor.1=3,4,5,6,7,8,9,10,12
end

profile ups-mib "Uninterruptible power supplies"
source in-use "UPS-MIB, RFC 1628"
state battery.status ups.2.1.0 1=unknown,2=normal,3=low,4=depleted
gauge battery.used_time   ups.2.2.0
gauge battery.time        ups.2.3.0 scale 60
gauge battery.charge      ups.2.4.0 scale 1/100 least 0 most 1
gauge battery.voltage     ups.2.5.0 scale 1/10
gauge battery.current     ups.2.6.0 scale 1/10
gauge battery.temperature ups.2.7.0
state ups.source ups.4.1.0 1=other,2=none,3=normal,4=bypass,5=battery,6=booster,7=reducer
table inputs
  gauge ups.input.frequency ups.3.3.1.2 scale 1/10 source assumed "UPS-MIB, RFC 1628"
  gauge ups.input.voltage   ups.3.3.1.3
end
table outputs
  gauge ups.output.voltage ups.4.4.1.2
  gauge ups.output.current ups.4.4.1.3 scale 1/10 source assumed "UPS-MIB, RFC 1628"
  gauge ups.output.power   ups.4.4.1.4 source assumed "UPS-MIB, RFC 1628"
  gauge ups.output.load    ups.4.4.1.5 scale 1/100 source assumed "UPS-MIB, RFC 1628"
end
