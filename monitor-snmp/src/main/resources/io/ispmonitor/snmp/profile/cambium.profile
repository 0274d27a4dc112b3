# Cambium. In and out are as the device sees them; downlink is from the access point to its clients.

oid epmp 1.3.6.1.4.1.17713.21.1.2
oid whisp 1.3.6.1.4.1.161.19.3

profile cambium-epmp "Cambium ePMP"
match 1.3.6.1.4.1.17713
include system if-mib
source mib "CAMBIUM-PMP80211-MIB"
gauge wireless.frequency epmp.1.0  scale 1e6 novalue 0
gauge wireless.signal    epmp.3.0  least -150 most -1
gauge wireless.clients   epmp.10.0
gauge wireless.snr       epmp.18.0 novalue 0

profile cambium-pmp "Cambium PMP (Canopy)"
match 1.3.6.1.4.1.161.19
include system if-mib
source mib "WHISP-APS-MIB, WHISP-SM-MIB"
gauge wireless.rssi              whisp.2.2.2.0
gauge wireless.signal            whisp.2.2.21.0  least -150 most -1
gauge wireless.signal.vertical   whisp.2.2.117.0 least -150 most -1
gauge wireless.signal.horizontal whisp.2.2.118.0 least -150 most -1
gauge wireless.snr.vertical      whisp.2.2.95.0
gauge wireless.snr.horizontal    whisp.2.2.106.0
gauge wireless.clients           whisp.1.7.1.0
# In kHz by those with OFDM; older ones count otherwise, which the range leaves out.
gauge wireless.frequency whisp.1.7.37.0 scale 1000 least 8e8 most 7e9 source assumed "WHISP-APS-MIB; the unit depends on the radio"
gauge gps.satellites.visible     whisp.4.4.7.0
gauge gps.satellites             whisp.4.4.8.0
# Over the last minute.
gauge wireless.utilisation.downlink whisp.1.12.1.1.0 scale 1/100 least 0 most 1
gauge wireless.utilisation.uplink   whisp.1.12.1.2.0 scale 1/100 least 0 most 1
table clients                                   # by their number at the access point (LUID)
  comes-and-goes
  gauge wireless.snr.vertical   whisp.1.4.1.74
  gauge wireless.snr.horizontal whisp.1.4.1.84
end
