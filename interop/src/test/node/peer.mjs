// SPDX-License-Identifier: Apache-2.0
//
// A TLS 1.3 server or client on Node.js for the tests. One argument: a JSON object with options of
// the tls module, in which *File options name files, and beside them
//   role: "server" mirrors each line; "client" reads lines to send from standard input
//   label: exporter label; its 44 bytes are printed
// Prints lines: LISTENING port, FACTS json, KEYLOG line, LINE text, ERROR text, END.
import fs from "node:fs";
import readline from "node:readline";
import tls from "node:tls";

const { role, label, port, keyFile, certFile, caFile, ...rest } = JSON.parse(process.argv[2]);
const options = { ...rest, minVersion: "TLSv1.2" };
if (keyFile) options.key = fs.readFileSync(keyFile);
if (certFile) options.cert = fs.readFileSync(certFile);
if (caFile) options.ca = fs.readFileSync(caFile);

const say = (...words) => fs.writeSync(1, words.join(" ") + "\n");

function tell(socket) {
  const facts = {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().standardName,
    alpn: socket.alpnProtocol,
    authorized: socket.authorized,
    peer: socket.getPeerCertificate()?.subject?.CN,
    exported: label ? socket.exportKeyingMaterial(44, label).toString("hex") : undefined,
  };
  say("FACTS", JSON.stringify(facts));
}

if (role === "server") {
  const server = tls.createServer(options, (socket) => {
    tell(socket);
    socket.on("error", (e) => say("ERROR", e.message));
    socket.on("end", () => say("END"));
    readline
      .createInterface({ input: socket, crlfDelay: Infinity })
      .on("line", (line) => socket.write([...line].reverse().join("") + "\n"));
  });
  server.on("keylog", (line) => say("KEYLOG", line.toString().trim()));
  server.on("tlsClientError", (e) => say("ERROR", e.message));
  server.listen(0, "127.0.0.1", () => say("LISTENING", server.address().port));
} else {
  const socket = tls.connect({ ...options, port, host: "127.0.0.1", servername: "localhost" });
  socket.on("keylog", (line) => say("KEYLOG", line.toString().trim()));
  socket.on("error", (e) => say("ERROR", e.message));
  socket.on("end", () => say("END"));
  socket.on("secureConnect", () => {
    tell(socket);
    readline.createInterface({ input: socket }).on("line", (line) => say("LINE", line));
    readline
      .createInterface({ input: process.stdin })
      .on("line", (line) => socket.write(line + "\n"))
      .on("close", () => socket.end());
  });
}
