module jessel.dev/interop/peer

go 1.24
