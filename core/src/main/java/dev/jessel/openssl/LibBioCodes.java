// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.RetryFlags;

/** The numbers of BIOs: types, flags, commands. */
public class LibBioCodes extends LibErr {
  /** For {@code close_flag}: leave what lies beneath open. */
  public static final int BIO_NOCLOSE = 0;

  /** For {@code close_flag}: close what lies beneath with the BIO. */
  public static final int BIO_CLOSE = 1;

  /** A file is opened for reading. */
  public static final int BIO_FP_READ = 0x02;

  /** A file is opened for writing. */
  public static final int BIO_FP_WRITE = 0x04;

  /** A file is opened for writing at the end. */
  public static final int BIO_FP_APPEND = 0x08;

  /** A file is opened as text, which makes no difference. */
  public static final int BIO_FP_TEXT = 0x10;

  /** The operation waits to read. */
  public static final int BIO_FLAGS_READ = RetryFlags.READ;

  /** The operation waits to write. */
  public static final int BIO_FLAGS_WRITE = RetryFlags.WRITE;

  /** The operation waits for something else. */
  public static final int BIO_FLAGS_IO_SPECIAL = RetryFlags.IO_SPECIAL;

  /** All that an operation can wait for. */
  public static final int BIO_FLAGS_RWS = BIO_FLAGS_READ | BIO_FLAGS_WRITE | BIO_FLAGS_IO_SPECIAL;

  /** The operation shall be called again. */
  public static final int BIO_FLAGS_SHOULD_RETRY = RetryFlags.SHOULD_RETRY;

  /** A memory BIO cannot be written to, and rewinds when it is reset. */
  public static final int BIO_FLAGS_MEM_RDONLY = 0x200;

  /** A memory BIO rewinds when it is reset. */
  public static final int BIO_FLAGS_NONCLEAR_RST = 0x400;

  /** Waits for a certificate lookup. */
  public static final int BIO_RR_SSL_X509_LOOKUP = RetryFlags.REASON_X509_LOOKUP;

  /** Waits for a connection to be made. */
  public static final int BIO_RR_CONNECT = RetryFlags.REASON_CONNECT;

  /** Waits for a connection to come. */
  public static final int BIO_RR_ACCEPT = RetryFlags.REASON_ACCEPT;

  /** Has a socket or a file descriptor. */
  public static final int BIO_TYPE_DESCRIPTOR = 0x100;

  /** Stands in front of another BIO. */
  public static final int BIO_TYPE_FILTER = 0x200;

  /** Stands at the end of a chain. */
  public static final int BIO_TYPE_SOURCE_SINK = 0x400;

  /** No type. */
  public static final int BIO_TYPE_NONE = 0;

  /** Memory. */
  public static final int BIO_TYPE_MEM = 1 | BIO_TYPE_SOURCE_SINK;

  /** A file. */
  public static final int BIO_TYPE_FILE = 2 | BIO_TYPE_SOURCE_SINK;

  /** A file descriptor. */
  public static final int BIO_TYPE_FD = 4 | BIO_TYPE_SOURCE_SINK | BIO_TYPE_DESCRIPTOR;

  /** A connected socket. */
  public static final int BIO_TYPE_SOCKET = 5 | BIO_TYPE_SOURCE_SINK | BIO_TYPE_DESCRIPTOR;

  /** Takes everything. */
  public static final int BIO_TYPE_NULL = 6 | BIO_TYPE_SOURCE_SINK;

  /** TLS. */
  public static final int BIO_TYPE_SSL = 7 | BIO_TYPE_FILTER;

  /** A buffer. */
  public static final int BIO_TYPE_BUFFER = 9 | BIO_TYPE_FILTER;

  /** A connection to make. */
  public static final int BIO_TYPE_CONNECT = 12 | BIO_TYPE_SOURCE_SINK | BIO_TYPE_DESCRIPTOR;

  /** Connections to accept. */
  public static final int BIO_TYPE_ACCEPT = 13 | BIO_TYPE_SOURCE_SINK | BIO_TYPE_DESCRIPTOR;

  /** A fickle transport. */
  public static final int BIO_TYPE_NBIO_TEST = 16 | BIO_TYPE_FILTER;

  /** A filter that does nothing. */
  public static final int BIO_TYPE_NULL_FILTER = 17 | BIO_TYPE_FILTER;

  /** Half a pair. */
  public static final int BIO_TYPE_BIO = 19 | BIO_TYPE_SOURCE_SINK;

  /** A buffer of lines. */
  public static final int BIO_TYPE_LINEBUFFER = 20 | BIO_TYPE_FILTER;

  /** The part of a type that is its number. */
  public static final int BIO_TYPE_MASK = 0xFF;

  /** The number before the first that {@code BIO_get_new_index} gives. */
  public static final int BIO_TYPE_START = 128;

  /** The BIO is being freed. */
  public static final int BIO_CB_FREE = 1;

  /** Bytes are being read. */
  public static final int BIO_CB_READ = 2;

  /** Bytes are being written. */
  public static final int BIO_CB_WRITE = 3;

  /** A text is being written. */
  public static final int BIO_CB_PUTS = 4;

  /** A line is being read. */
  public static final int BIO_CB_GETS = 5;

  /** A command is being given. */
  public static final int BIO_CB_CTRL = 6;

  /** Added when the operation is over. */
  public static final int BIO_CB_RETURN = 0x80;

  /** Back to the first state. */
  public static final int BIO_CTRL_RESET = 1;

  /** Will no byte come any more. */
  public static final int BIO_CTRL_EOF = 2;

  /** More about the kind. */
  public static final int BIO_CTRL_INFO = 3;

  /** Sets the kind of input and output. */
  public static final int BIO_CTRL_SET = 4;

  /** Tells the kind of input and output. */
  public static final int BIO_CTRL_GET = 5;

  /** A chain was appended. */
  public static final int BIO_CTRL_PUSH = 6;

  /** About to leave its chain. */
  public static final int BIO_CTRL_POP = 7;

  /** Is what lies beneath closed. */
  public static final int BIO_CTRL_GET_CLOSE = 8;

  /** Says whether what lies beneath is closed. */
  public static final int BIO_CTRL_SET_CLOSE = 9;

  /** Bytes that can be read at once. */
  public static final int BIO_CTRL_PENDING = 10;

  /** Pushes on what is held back. */
  public static final int BIO_CTRL_FLUSH = 11;

  /** Copies the state into a duplicate. */
  public static final int BIO_CTRL_DUP = 12;

  /** Bytes that are held back. */
  public static final int BIO_CTRL_WPENDING = 13;

  /** Sets the info callback. */
  public static final int BIO_CTRL_SET_CALLBACK = 14;

  /** Gets the info callback. */
  public static final int BIO_CTRL_GET_CALLBACK = 15;

  /** Looks into a buffer. */
  public static final int BIO_CTRL_PEEK = 29;

  /** Opens a file. */
  public static final int BIO_CTRL_SET_FILENAME = 30;

  /** Sets a prefix. */
  public static final int BIO_CTRL_SET_PREFIX = 79;

  /** Sets an indentation. */
  public static final int BIO_CTRL_SET_INDENT = 80;

  /** Tells the indentation. */
  public static final int BIO_CTRL_GET_INDENT = 81;

  /** Sets a part of where to connect to. */
  public static final int BIO_C_SET_CONNECT = 100;

  /** Connects, accepts, performs a handshake. */
  public static final int BIO_C_DO_STATE_MACHINE = 101;

  /** Whether calls wait. */
  public static final int BIO_C_SET_NBIO = 102;

  /** Sets a socket. */
  public static final int BIO_C_SET_FD = 104;

  /** Tells the socket. */
  public static final int BIO_C_GET_FD = 105;

  /** Sets a file. */
  public static final int BIO_C_SET_FILE_PTR = 106;

  /** Tells the file. */
  public static final int BIO_C_GET_FILE_PTR = 107;

  /** Opens a file. */
  public static final int BIO_C_SET_FILENAME = 108;

  /** Sets the connection. */
  public static final int BIO_C_SET_SSL = 109;

  /** Tells the connection. */
  public static final int BIO_C_GET_SSL = 110;

  /** Sets the content. */
  public static final int BIO_C_SET_BUF_MEM = 114;

  /** Tells the content. */
  public static final int BIO_C_GET_BUF_MEM_PTR = 115;

  /** Counts the lines in a buffer. */
  public static final int BIO_C_GET_BUFF_NUM_LINES = 116;

  /** Sets the size of a buffer. */
  public static final int BIO_C_SET_BUFF_SIZE = 117;

  /** Sets a part of how to accept. */
  public static final int BIO_C_SET_ACCEPT = 118;

  /** Client or server. */
  public static final int BIO_C_SSL_MODE = 119;

  /** Puts bytes into a buffer. */
  public static final int BIO_C_SET_BUFF_READ_DATA = 122;

  /** Tells a part of where to connect to. */
  public static final int BIO_C_GET_CONNECT = 123;

  /** Tells a part of how to accept. */
  public static final int BIO_C_GET_ACCEPT = 124;

  /** Renegotiates after so many bytes. */
  public static final int BIO_C_SET_SSL_RENEGOTIATE_BYTES = 125;

  /** How often it renegotiated. */
  public static final int BIO_C_GET_SSL_NUM_RENEGOTIATES = 126;

  /** Renegotiates after so many seconds. */
  public static final int BIO_C_SET_SSL_RENEGOTIATE_TIMEOUT = 127;

  /** Goes to a byte. */
  public static final int BIO_C_FILE_SEEK = 128;

  /** What empty memory answers. */
  public static final int BIO_C_SET_BUF_MEM_EOF_RETURN = 130;

  /** Sets how to bind. */
  public static final int BIO_C_SET_BIND_MODE = 131;

  /** Tells how to bind. */
  public static final int BIO_C_GET_BIND_MODE = 132;

  /** Which byte is next. */
  public static final int BIO_C_FILE_TELL = 133;

  /** Sets what half a pair holds. */
  public static final int BIO_C_SET_WRITE_BUF_SIZE = 136;

  /** Tells what half a pair holds. */
  public static final int BIO_C_GET_WRITE_BUF_SIZE = 137;

  /** Joins two halves. */
  public static final int BIO_C_MAKE_BIO_PAIR = 138;

  /** Parts two halves. */
  public static final int BIO_C_DESTROY_BIO_PAIR = 139;

  /** Bytes that will surely be taken. */
  public static final int BIO_C_GET_WRITE_GUARANTEE = 140;

  /** Bytes that the other half wanted. */
  public static final int BIO_C_GET_READ_REQUEST = 141;

  /** Ends the writing. */
  public static final int BIO_C_SHUTDOWN_WR = 142;

  /** Forgets what the other half wanted. */
  public static final int BIO_C_RESET_READ_REQUEST = 147;

  /** Sets how to connect. */
  public static final int BIO_C_SET_CONNECT_MODE = 155;

  /** IPv4 alone. */
  public static final int BIO_FAMILY_IPV4 = 4;

  /** IPv6 alone. */
  public static final int BIO_FAMILY_IPV6 = 6;

  /** IPv4 and IPv6. */
  public static final int BIO_FAMILY_IPANY = 256;

  /** Binds an address that was in use a moment ago. */
  public static final int BIO_SOCK_REUSEADDR = 0x01;

  /** Asks from time to time whether the peer is there. */
  public static final int BIO_SOCK_KEEPALIVE = 0x04;

  /** Calls do not wait. */
  public static final int BIO_SOCK_NONBLOCK = 0x08;

  /** Small pieces are sent at once. */
  public static final int BIO_SOCK_NODELAY = 0x10;

  /** Binds as the system likes it. */
  public static final int BIO_BIND_NORMAL = 0;

  /** As {@link #BIO_SOCK_REUSEADDR}. */
  public static final int BIO_BIND_REUSEADDR = BIO_SOCK_REUSEADDR;

  /** As {@link #BIO_SOCK_REUSEADDR}. */
  public static final int BIO_BIND_REUSEADDR_IF_UNUSED = BIO_SOCK_REUSEADDR;

  /** The reason "accept error". */
  public static final int BIO_R_ACCEPT_ERROR = 100;

  /** The reason "bad fopen mode". */
  public static final int BIO_R_BAD_FOPEN_MODE = 101;

  /** The reason "length too long". */
  public static final int BIO_R_LENGTH_TOO_LONG = 102;

  /** The reason "connect error". */
  public static final int BIO_R_CONNECT_ERROR = 103;

  /** The reason "transfer error". */
  public static final int BIO_R_TRANSFER_ERROR = 104;

  /** The reason "transfer timeout". */
  public static final int BIO_R_TRANSFER_TIMEOUT = 105;

  /** The reason "nbio connect error". */
  public static final int BIO_R_NBIO_CONNECT_ERROR = 110;

  /** The reason "no port defined". */
  public static final int BIO_R_NO_PORT_DEFINED = 113;

  /** The reason "unable to bind socket". */
  public static final int BIO_R_UNABLE_TO_BIND_SOCKET = 117;

  /** The reason "unable to create socket". */
  public static final int BIO_R_UNABLE_TO_CREATE_SOCKET = 118;

  /** The reason "unable to listen socket". */
  public static final int BIO_R_UNABLE_TO_LISTEN_SOCKET = 119;

  /** The reason "uninitialized". */
  public static final int BIO_R_UNINITIALIZED = 120;

  /** The reason "unsupported method". */
  public static final int BIO_R_UNSUPPORTED_METHOD = 121;

  /** The reason "in use". */
  public static final int BIO_R_IN_USE = 123;

  /** The reason "broken pipe". */
  public static final int BIO_R_BROKEN_PIPE = 124;

  /** The reason "invalid argument". */
  public static final int BIO_R_INVALID_ARGUMENT = 125;

  /** The reason "write to read only bio". */
  public static final int BIO_R_WRITE_TO_READ_ONLY_BIO = 126;

  /** The reason "no such file". */
  public static final int BIO_R_NO_SUCH_FILE = 128;

  /** The reason "ambiguous host or service". */
  public static final int BIO_R_AMBIGUOUS_HOST_OR_SERVICE = 129;

  /** The reason "malformed host or service". */
  public static final int BIO_R_MALFORMED_HOST_OR_SERVICE = 130;

  /** The reason "invalid socket". */
  public static final int BIO_R_INVALID_SOCKET = 135;

  /** The reason "lookup returned nothing". */
  public static final int BIO_R_LOOKUP_RETURNED_NOTHING = 142;

  /** The reason "no accept addr or service specified". */
  public static final int BIO_R_NO_ACCEPT_ADDR_OR_SERVICE_SPECIFIED = 143;

  /** The reason "no hostname or service specified". */
  public static final int BIO_R_NO_HOSTNAME_OR_SERVICE_SPECIFIED = 144;

  /** The reason "unsupported ip family". */
  public static final int BIO_R_UNSUPPORTED_IP_FAMILY = 146;

  /** The reason "connect timeout". */
  public static final int BIO_R_CONNECT_TIMEOUT = 147;

  LibBioCodes() {}
}
