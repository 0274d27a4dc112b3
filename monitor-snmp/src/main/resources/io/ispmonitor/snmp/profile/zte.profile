# ZTE ZXA10 OLTs: C300 and C320 answer below 1012 and 1015, C600 below 1082; what a device lacks
# is not asked for again. Their sysUpTime is wrong.

oid zte 1.3.6.1.4.1.3902
oid optics3xx zte.1015.3.1.13.1
oid optics6xx zte.1082.30.40.2.4.1
oid card zte.1082.10.1.2.4.1
oid climate zte.1082.10.10.2.1.6.1
oid ifName 1.3.6.1.2.1.31.1.1.1.1

profile zte-zxa10 "ZTE ZXA10"
match zte
include system if-mib
quirk wrong-uptime
source mib "ZTE-AN-INTERFACE-MIB"

table optics-c3xx
  name ifName
  gauge optical.rx          optics3xx.1  scale 1/1000 least -60 most 30 every 5m
  gauge optical.tx          optics3xx.4  scale 1/1000 least -60 most 30 every 5m
  gauge optical.bias        optics3xx.9  scale 1e-6 least 1e-6 most 1 every 5m
  gauge optical.voltage     optics3xx.10 scale 1/1000 least 0.001 most 10 every 5m
  gauge optical.temperature optics3xx.12 scale 1/1000 least -60 most 150 every 5m
end

table optics-c6xx
  source mib "ZTE-AN-OPTICAL-MODULE-MIB"
  name ifName
  gauge optical.rx          optics6xx.2 scale 1/1000 least -60 most 30 every 5m
  gauge optical.tx          optics6xx.3 scale 1/1000 least -60 most 30 every 5m
  gauge optical.bias        optics6xx.5 scale 1e-6 least 1e-6 most 1 every 5m
  gauge optical.voltage     optics6xx.6 scale 1/1000 least 0.001 most 10 every 5m
  gauge optical.temperature optics6xx.8 scale 1/1000 least -60 most 150 every 5m
end

table cards                                     # rack, shelf, slot
  source mib "ZTE-AN-CHASSIS-MIB"
  gauge cpu.load card.9 scale 1/100 least 0 most 1
end

table card-climate                              # rack, shelf, slot
  source mib "ZTE-AN-ENVMON-MIB"
  gauge temperature       climate.2 least -60 most 150
  gauge power.consumption climate.3 scale 1/1000 least 0.001
  gauge power.current     climate.5 scale 1/1000 least 0.001
end

table power
  source mib "ZTE-AN-ENVMON-MIB"
  gauge power.voltage zte.1082.10.10.2.3.11.1.2 least 1
  state power.status  zte.1082.10.10.2.3.11.1.3 1=normal,2=overVoltage,3=underVoltage,4=off
end

table onus                                      # port and number of the unit
  source assumed "in use; what the numbers mean is told in different ways"
  state onu.status zte.1012.3.28.2.1.4 0=logging,1=los,2=syncMib,3=working,4=dyingGasp,5=authFailed,6=offline every 5m
end

table onu-optics                                # port, number of the unit, 1
  source assumed "in use; the scale is told in different ways"
  gauge onu.optical.rx zte.1012.3.50.12.1.1.10 scale 0.002 offset -30 least -60 most 10 every 15m
end
