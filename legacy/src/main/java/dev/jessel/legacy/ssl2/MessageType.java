// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

/** The types of SSLv2's messages (draft-hickman-netscape-ssl-00 C.2). */
final class MessageType {
  static final int ERROR = 0;
  static final int CLIENT_HELLO = 1;
  static final int CLIENT_MASTER_KEY = 2;
  static final int CLIENT_FINISHED = 3;
  static final int SERVER_HELLO = 4;
  static final int SERVER_VERIFY = 5;
  static final int SERVER_FINISHED = 6;
  static final int REQUEST_CERTIFICATE = 7;
  static final int CLIENT_CERTIFICATE = 8;

  private MessageType() {}
}
