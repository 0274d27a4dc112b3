oid mimosa 1.3.6.1.4.1.43356.2.1.2
oid chain mimosa.6.1.1
oid stream mimosa.6.2.1
oid radio mimosa.9.3.3.1

profile mimosa "Mimosa"
match 1.3.6.1.4.1.43356
include system if-mib
source mib "MIMOSA-NETWORKS-BFIVE-MIB"
gauge wireless.errors.out mimosa.7.3.0 scale 1/10000 least 0 most 1
gauge wireless.errors.in  mimosa.7.4.0 scale 1/10000 least 0 most 1
table chains                                    # point to point
  gauge wireless.power     chain.2 scale 1/10 least -100 most 60
  gauge wireless.signal    chain.3 scale 1/10 least -150 most -1
  gauge wireless.noise     chain.4 scale 1/10 least -150 most -1
  gauge wireless.snr       chain.5 scale 1/10
  gauge wireless.frequency chain.6 scale 1e6 novalue 0
end
table streams
  gauge wireless.rate.out stream.2 scale 1e6
  gauge wireless.rate.in  stream.5 scale 1e6
end
table radios                                    # point to multipoint
  source mib "MIMOSA-NETWORKS-PTMP-MIB"
  gauge wireless.frequency     radio.7  scale 1e6 novalue 0
  gauge wireless.power         radio.10 least -100 most 60
  gauge wireless.signal.lowest radio.12 least -150 most -1
end
