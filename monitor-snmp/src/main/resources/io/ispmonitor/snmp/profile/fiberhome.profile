oid fh 1.3.6.1.4.1.5875.800.3
oid optics fh.9.3.3.1

profile fiberhome "FiberHome AN5000 OLTs"
match 1.3.6.1.4.1.5875
include system if-mib
source in-use "GEPON-OLT-COMMON-MIB"

table onus
  state onu.status fh.10.1.1.11 0=fibreCut,1=online,2=powerCut,3=offline every 5m
end

table onu-optics
  gauge onu.optical.rx optics.6 scale 1/100 least -60 most 30 every 15m
  gauge onu.optical.tx optics.7 scale 1/100 least -60 most 30 every 15m
  source assumed "in use; which column is which is told in different ways"
  gauge onu.optical.voltage     optics.8  scale 1/100 least 0 most 10 every 15m
  gauge onu.optical.bias        optics.9  scale 1e-5 least 0 most 1 every 15m
  gauge onu.optical.temperature optics.10 scale 1/100 least -60 most 150 every 15m
end
