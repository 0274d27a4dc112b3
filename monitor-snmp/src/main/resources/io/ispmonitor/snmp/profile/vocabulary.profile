# The metrics that the built-in profiles measure: name, unit, smallest difference worth keeping,
# and 'rate' where counters feed it. One name has one meaning over all vendors, so that a rule or a
# dashboard is written once. In and out are as the device sees them. Base units only.

# The device.
metric device.uptime s 0.01
metric cpu.load ratio 0.001
metric memory.used ratio 0.001
metric storage.used ratio 0.001
metric temperature C 0.1
metric temperature.cpu C 0.1
metric temperature.board C 0.1
metric temperature.sensor C 0.1
metric temperature.second C 0.1
metric humidity ratio 0.001
metric fan.speed 1/s 0.1                        # revolutions
metric sensor.status count 1
metric sensor.truth count 1
metric sensor.frequency Hz 0.01
metric dhcp.leases count 1
metric connections.tracked count 1

# How it is fed.
metric power.voltage V 0.01
metric power.current A 0.001
metric power.consumption W 0.1
metric power.ac.voltage V 0.1
metric power.ac.status count 1
metric power.status count 1
metric power.backup.status count 1
metric power.poe.voltage V 0.1
metric power.poe.current A 0.001
metric power.poe.consumption W 0.1
metric power.poe.status count 1

# Batteries and what they back up.
metric battery.status count 1
metric battery.charge ratio 0.01
metric battery.time s 1                         # for how long it will last
metric battery.used_time s 1                    # for how long it has been used
metric battery.voltage V 0.1
metric battery.current A 0.01
metric battery.temperature C 0.1
metric ups.source count 1
metric ups.input.voltage V 0.1
metric ups.input.frequency Hz 0.1
metric ups.output.voltage V 0.1
metric ups.output.current A 0.1
metric ups.output.power W 1
metric ups.output.load ratio 0.01

# Interfaces; the constants are in io.ispmonitor.metric.InterfaceMetrics.
metric if.in bit/s 1 rate
metric if.out bit/s 1 rate
metric if.speed bit/s 1
metric if.in.errors 1/s 0.001 rate
metric if.out.errors 1/s 0.001 rate
metric if.in.discards 1/s 0.001 rate
metric if.out.discards 1/s 0.001 rate
metric if.in.utilisation ratio 0.0001
metric if.out.utilisation ratio 0.0001
metric if.oper count 1
metric if.admin count 1

# Radios. Without more said it is what the radio itself receives; on an access point each client is
# an instance.
metric wireless.signal dBm 0.1
metric wireless.signal.vertical dBm 0.1
metric wireless.signal.horizontal dBm 0.1
metric wireless.signal.remote dBm 0.1           # what the other end receives
metric wireless.signal.lowest dBm 0.1
metric wireless.noise dBm 0.1
metric wireless.snr dB 0.1
metric wireless.snr.vertical dB 0.1
metric wireless.snr.horizontal dB 0.1
metric wireless.rssi dB 1                       # as the chip counts it, not dBm
metric wireless.ccq ratio 0.001
metric wireless.ccq.in ratio 0.001
metric wireless.quality ratio 0.01
metric wireless.airmax.quality ratio 0.01
metric wireless.airmax.capacity ratio 0.01
metric wireless.airtime ratio 0.001
metric wireless.airtime.in ratio 0.001
metric wireless.airtime.out ratio 0.001
metric wireless.airtime.others ratio 0.001
metric wireless.utilisation.downlink ratio 0.001
metric wireless.utilisation.uplink ratio 0.001
metric wireless.rate bit/s 1
metric wireless.rate.in bit/s 1
metric wireless.rate.out bit/s 1
metric wireless.in bit/s 1 rate
metric wireless.out bit/s 1 rate
metric wireless.capacity.in bit/s 1
metric wireless.capacity.out bit/s 1
metric wireless.errors.in ratio 0.0001
metric wireless.errors.out ratio 0.0001
metric wireless.latency s 0.001
metric wireless.distance m 1
metric wireless.frequency Hz 1000
metric wireless.channel count 1
metric wireless.power dBm 0.1                   # with which it sends
metric wireless.clients count 1
metric wireless.clients.authenticated count 1
metric wireless.connected count 1
metric wireless.connected_time s 1
metric lte.rssi dBm 1
metric lte.rsrp dBm 1
metric lte.rsrq dB 1
metric lte.sinr dB 1
metric gps.fix count 1
metric gps.satellites count 1                   # in use
metric gps.satellites.visible count 1

# Fibre: modules in the device, and what it knows of the units at the customers.
metric optical.rx dBm 0.01
metric optical.tx dBm 0.01
metric optical.bias A 0.000001
metric optical.voltage V 0.001
metric optical.temperature C 0.1
metric optical.rx_loss count 1
metric optical.tx_fault count 1
metric onu.count count 1
metric onu.status count 1
metric onu.registered count 1
metric onu.optical.rx dBm 0.01
metric onu.optical.tx dBm 0.01
metric onu.optical.bias A 0.000001
metric onu.optical.voltage V 0.001
metric onu.optical.temperature C 0.1
metric onu.optical.rx_at_olt dBm 0.01           # what the other end receives of it
