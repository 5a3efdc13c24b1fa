// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What libraries, reasons and the errors of the operating system are called. Numbers and names of
 * the first three are libcrypto's, those of the last one Linux's: Java does not tell the number of
 * an error, but its messages quote the system's text, from which the number is found again.
 */
final class ErrorTexts {
  private static final Map<Integer, String> LIBRARIES =
      table(
          """
          1 unknown library
          2 system library
          3 bignum routines
          4 rsa routines
          5 Diffie-Hellman routines
          6 digital envelope routines
          7 memory buffer routines
          8 object identifier routines
          9 PEM routines
          10 dsa routines
          11 x509 certificate routines
          13 asn1 encoding routines
          14 configuration file routines
          15 common libcrypto routines
          16 elliptic curve routines
          20 SSL routines
          32 BIO routines
          33 PKCS7 routines
          34 X509 V3 routines
          35 PKCS12 routines
          36 random number generator
          37 DSO support routines
          38 engine routines
          39 OCSP routines
          40 UI routines
          42 ECDSA routines
          43 ECDH routines
          44 STORE routines
          45 FIPS routines
          46 CMS routines
          47 time stamp routines
          48 HMAC routines
          50 CT routines
          51 ASYNC routines
          52 KDF routines
          53 SM2 routines
          54 ESS routines
          56 CRMF routines
          57 Provider routines
          58 CMP routines
          59 ENCODER routines
          60 DECODER routines
          61 HTTP routines
          """);

  private static final Map<Integer, String> BIO =
      table(
          """
          100 accept error
          101 bad fopen mode
          102 length too long
          103 connect error
          104 transfer error
          105 transfer timeout
          106 tfo disabled
          107 gethostbyname addr is not af inet
          108 tfo no kernel support
          109 unable to tfo
          110 nbio connect error
          111 local addr not available
          112 non fatal
          113 no port defined
          117 unable to bind socket
          118 unable to create socket
          119 unable to listen socket
          120 uninitialized
          121 unsupported method
          122 WSAStartup
          123 in use
          124 broken pipe
          125 invalid argument
          126 write to read only BIO
          128 no such file
          129 ambiguous host or service
          130 malformed host or service
          131 unsupported protocol family
          132 getsockname error
          133 getsockname truncated address
          134 getting socktype
          135 invalid socket
          136 listen v6 only
          137 unable to keepalive
          138 unable to nodelay
          139 unable to reuseaddr
          140 unknown info type
          141 addrinfo addr is not af inet
          142 lookup returned nothing
          143 no accept addr or service specified
          144 no hostname or service specified
          145 unavailable ip family
          146 unsupported ip family
          147 connect timeout
          150 port mismatch
          151 peer addr not available
          """);

  private static final Map<Integer, String> PEM = table("108 no start line");

  private static final Map<Integer, String> X509 = table("116 key values mismatch");

  private static final Map<Integer, String> COMMON =
      table(
          """
          524290 system lib
          524291 BN lib
          524292 RSA lib
          524293 DH lib
          524294 EVP lib
          524295 BUF lib
          524296 OBJ lib
          524297 PEM lib
          524298 DSA lib
          524299 X509 lib
          524301 ASN1 lib
          524303 CRYPTO lib
          524304 EC lib
          524320 BIO lib
          524321 PKCS7 lib
          524322 X509V3 lib
          524326 ENGINE lib
          524328 UI lib
          524330 ECDSA lib
          524332 OSSL_STORE lib
          524348 OSSL_DECODER lib
          524550 passed invalid argument
          524553 interrupted or cancelled
          524554 nested asn1 error
          524555 missing asn1 eos
          524556 unsupported
          524557 fetch failed
          524558 invalid property definition
          786432 fatal
          786688 malloc failure
          786689 called a function you should not call
          786690 passed a null parameter
          786691 internal error
          786692 called a function that was disabled at compile-time
          786693 init fail
          786695 operation fail
          786696 invalid provider functions
          786703 unable to get read lock
          786704 unable to get write lock
          """);

  private static final Map<Integer, String> SYSTEM =
      table(
          """
          1 Operation not permitted
          2 No such file or directory
          3 No such process
          4 Interrupted system call
          5 Input/output error
          6 No such device or address
          7 Argument list too long
          8 Exec format error
          9 Bad file descriptor
          10 No child processes
          11 Resource temporarily unavailable
          12 Cannot allocate memory
          13 Permission denied
          14 Bad address
          15 Block device required
          16 Device or resource busy
          17 File exists
          18 Invalid cross-device link
          19 No such device
          20 Not a directory
          21 Is a directory
          22 Invalid argument
          23 Too many open files in system
          24 Too many open files
          25 Inappropriate ioctl for device
          26 Text file busy
          27 File too large
          28 No space left on device
          29 Illegal seek
          30 Read-only file system
          31 Too many links
          32 Broken pipe
          33 Numerical argument out of domain
          34 Numerical result out of range
          35 Resource deadlock avoided
          36 File name too long
          37 No locks available
          38 Function not implemented
          39 Directory not empty
          40 Too many levels of symbolic links
          42 No message of desired type
          43 Identifier removed
          44 Channel number out of range
          45 Level 2 not synchronized
          46 Level 3 halted
          47 Level 3 reset
          48 Link number out of range
          49 Protocol driver not attached
          50 No CSI structure available
          51 Level 2 halted
          52 Invalid exchange
          53 Invalid request descriptor
          54 Exchange full
          55 No anode
          56 Invalid request code
          57 Invalid slot
          59 Bad font file format
          60 Device not a stream
          61 No data available
          62 Timer expired
          63 Out of streams resources
          64 Machine is not on the network
          65 Package not installed
          66 Object is remote
          67 Link has been severed
          68 Advertise error
          69 Srmount error
          70 Communication error on send
          71 Protocol error
          72 Multihop attempted
          73 RFS specific error
          74 Bad message
          75 Value too large for defined data type
          76 Name not unique on network
          77 File descriptor in bad state
          78 Remote address changed
          79 Can not access a needed shared library
          80 Accessing a corrupted shared library
          81 .lib section in a.out corrupted
          82 Attempting to link in too many shared libraries
          83 Cannot exec a shared library directly
          84 Invalid or incomplete multibyte or wide character
          85 Interrupted system call should be restarted
          86 Streams pipe error
          87 Too many users
          88 Socket operation on non-socket
          89 Destination address required
          90 Message too long
          91 Protocol wrong type for socket
          92 Protocol not available
          93 Protocol not supported
          94 Socket type not supported
          95 Operation not supported
          96 Protocol family not supported
          97 Address family not supported by protocol
          98 Address already in use
          99 Cannot assign requested address
          100 Network is down
          101 Network is unreachable
          102 Network dropped connection on reset
          103 Software caused connection abort
          104 Connection reset by peer
          105 No buffer space available
          106 Transport endpoint is already connected
          107 Transport endpoint is not connected
          108 Cannot send after transport endpoint shutdown
          109 Too many references: cannot splice
          110 Connection timed out
          111 Connection refused
          112 Host is down
          113 No route to host
          114 Operation already in progress
          115 Operation now in progress
          116 Stale file handle
          117 Structure needs cleaning
          118 Not a XENIX named type file
          119 No XENIX semaphores available
          120 Is a named type file
          121 Remote I/O error
          122 Disk quota exceeded
          123 No medium found
          124 Wrong medium type
          125 Operation canceled
          126 Required key not available
          127 Key has expired
          128 Key has been revoked
          129 Key was rejected by service
          130 Owner died
          131 State not recoverable
          132 Operation not possible due to RF-kill
          133 Memory page has hardware error
          """);

  private ErrorTexts() {}

  static Optional<String> library(int library) {
    return Optional.ofNullable(LIBRARIES.get(library));
  }

  /** The text of a reason of one library, or of one that all libraries share. */
  static Optional<String> reason(int library, int reason) {
    Map<Integer, String> own =
        library == ErrorCode.LIB_BIO
            ? BIO
            : library == ErrorCode.LIB_PEM ? PEM : library == ErrorCode.LIB_X509 ? X509 : Map.of();
    return Optional.ofNullable(own.get(reason)).or(() -> Optional.ofNullable(COMMON.get(reason)));
  }

  static Optional<String> system(int number) {
    return Optional.ofNullable(SYSTEM.get(number));
  }

  /** The system error that a message quotes; of several, the one with the longest text. */
  static OptionalInt systemNumber(String message) {
    String quoted = message.toLowerCase(Locale.ROOT);
    return SYSTEM.entrySet().stream()
        .filter(entry -> quoted.contains(entry.getValue().toLowerCase(Locale.ROOT)))
        .sorted((a, b) -> b.getValue().length() - a.getValue().length())
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<Integer, String> table(String lines) {
    return lines
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toUnmodifiableMap(pair -> Integer.valueOf(pair[0]), pair -> pair[1]));
  }
}
