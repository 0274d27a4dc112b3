# Huawei SmartAX OLTs. To read the optics of the units at the customers the OLT asks each of them,
# which costs it much: not more often than each quarter of an hour. 2147483647 is no value.

oid hw 1.3.6.1.4.1.2011.6
oid xpon hw.128.1.1.2
oid port xpon.23.1
oid ont xpon.51.1
oid power hw.2.1
oid ifName 1.3.6.1.2.1.31.1.1.1.1

profile huawei-gpon "Huawei SmartAX (GPON)"
match 1.3.6.1.4.1.2011                          # assumed; routers have it too
include system if-mib huawei-power
source mib "HUAWEI-XPON-MIB"

table gpon-optics
  name ifName
  gauge optical.temperature port.1 novalue 2147483647 least -60 most 150 every 5m
  gauge optical.voltage     port.2 novalue 2147483647 scale 1/100 every 5m
  gauge optical.bias        port.3 novalue 2147483647 scale 1/1000 every 5m
  gauge optical.tx          port.4 novalue 2147483647 scale 1/100 least -60 most 30 every 5m
end

table gpon-ports
  name ifName
  gauge onu.count xpon.21.1.16 novalue 2147483647 every 5m
end

table onus                                      # port and number of the unit
  source in-use "HUAWEI-XPON-MIB"
  state onu.status xpon.46.1.15 1=online,2=offline novalue -1,2147483647 every 5m
end

table onu-optics                                # port and number of the unit
  gauge onu.optical.temperature ont.1 novalue 2147483647 least -60 most 150 every 15m
  gauge onu.optical.bias        ont.2 novalue 2147483647 scale 1/1000 least 0 most 1 every 15m
  gauge onu.optical.tx          ont.3 novalue 2147483647 scale 1/100 least -60 most 30 every 15m
  gauge onu.optical.rx          ont.4 novalue 2147483647 scale 1/100 least -60 most 30 every 15m
  gauge onu.optical.voltage     ont.5 novalue 2147483647 scale 1/1000 least 0 most 10 every 15m source assumed "HUAWEI-XPON-MIB; the scale was not read"
  gauge onu.optical.rx_at_olt   ont.6 novalue 2147483647 scale 1/100 offset -100 least -60 most 30 every 15m source assumed "HUAWEI-XPON-MIB; the offset was not read"
end

profile huawei-power "Huawei power supplies"
source mib "HUAWEI-POWER-MIB"
table power
  state power.status power.1.1.4 1=normal,2=fault,3=protecting,4=switched
end
table power-ac
  state power.ac.status  power.2.1.2 1=normal,2=offline,3=exceedVoltage,4=belowVoltage,5=backup
  gauge power.ac.voltage power.2.1.3 scale 1/1000 novalue 2147483647
end
table power-dc
  gauge power.voltage power.3.1.1  scale 1/1000 novalue 2147483647
  gauge power.current power.3.1.10 scale 1/1000 novalue 2147483647
end
table power-battery
  gauge battery.current power.6.3.1.6 scale 1/1000 novalue 2147483647
end
