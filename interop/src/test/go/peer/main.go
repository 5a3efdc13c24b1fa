// SPDX-License-Identifier: Apache-2.0

// Peer is a TLS 1.3 server or client on Go's crypto/tls for the tests. A server mirrors each line;
// a client sends the lines of its standard input. It prints lines:
//
//	LISTENING port, FACTS k=v ..., LINE text, ERROR text, END
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"net"
	"os"
)

var (
	role   = flag.String("role", "", "server or client")
	port   = flag.Int("port", 0, "where a client connects to")
	cert   = flag.String("cert", "", "certificate chain")
	key    = flag.String("key", "", "private key")
	ca     = flag.String("ca", "", "trusted certificates")
	group  = flag.Int("group", 0, "number of the preferred group, 0 for the default")
	second = flag.Int("second", 0, "number of another group")
	auth   = flag.Bool("auth", false, "require a client certificate")
	alpn   = flag.String("alpn", "", "application protocol")
	label  = flag.String("label", "", "exporter label")
	keylog = flag.String("keylog", "", "key log file")
	visits = flag.Int("visits", 1, "connections, one after the other; a client has one line for each but the last")
)

func main() {
	flag.Parse()
	config, err := configuration()
	if err == nil {
		if *role == "server" {
			err = serve(config)
		} else {
			err = connect(config)
		}
	}
	if err != nil {
		fmt.Println("ERROR", err)
		os.Exit(1)
	}
}

func configuration() (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: "localhost"}
	if *visits > 1 {
		config.ClientSessionCache = tls.NewLRUClientSessionCache(0)
	}
	for _, number := range []int{*group, *second} {
		if number != 0 {
			config.CurvePreferences = append(config.CurvePreferences, tls.CurveID(number))
		}
	}
	if *alpn != "" {
		config.NextProtos = []string{*alpn}
	}
	if *cert != "" {
		pair, err := tls.LoadX509KeyPair(*cert, *key)
		if err != nil {
			return nil, err
		}
		config.Certificates = []tls.Certificate{pair}
	}
	if *ca != "" {
		pem, err := os.ReadFile(*ca)
		if err != nil {
			return nil, err
		}
		pool := x509.NewCertPool()
		pool.AppendCertsFromPEM(pem)
		config.RootCAs, config.ClientCAs = pool, pool
	}
	if *auth {
		config.ClientAuth = tls.RequireAndVerifyClientCert
	}
	if *keylog != "" {
		file, err := os.Create(*keylog)
		if err != nil {
			return nil, err
		}
		config.KeyLogWriter = file
	}
	return config, nil
}

func serve(config *tls.Config) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("LISTENING", listener.Addr().(*net.TCPAddr).Port)
	for i := 0; i < *visits; i++ {
		plain, err := listener.Accept()
		if err != nil {
			return err
		}
		if err := mirror(tls.Server(plain, config)); err != nil {
			return err
		}
	}
	return nil
}

func mirror(connection *tls.Conn) error {
	defer connection.Close()
	if err := tell(connection); err != nil {
		return err
	}
	lines := bufio.NewScanner(connection)
	for lines.Scan() {
		if _, err := fmt.Fprintln(connection, mirrored(lines.Text())); err != nil {
			return err
		}
	}
	fmt.Println("END")
	return lines.Err()
}

func connect(config *tls.Config) error {
	input := bufio.NewScanner(os.Stdin)
	for i := 1; i <= *visits; i++ {
		if err := visit(config, input, i == *visits); err != nil {
			return err
		}
	}
	return nil
}

func visit(config *tls.Config, input *bufio.Scanner, last bool) error {
	plain, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		return err
	}
	connection := tls.Client(plain, config)
	if err := tell(connection); err != nil {
		return err
	}
	answers := bufio.NewScanner(connection)
	for input.Scan() {
		fmt.Fprintln(connection, input.Text())
		if !answers.Scan() {
			return fmt.Errorf("no answer: %v", answers.Err())
		}
		fmt.Println("LINE", answers.Text())
		if !last {
			break
		}
	}
	fmt.Println("END")
	return connection.Close()
}

func tell(connection *tls.Conn) error {
	if err := connection.Handshake(); err != nil {
		return err
	}
	state := connection.ConnectionState()
	peer := ""
	if len(state.PeerCertificates) > 0 {
		peer = state.PeerCertificates[0].Subject.CommonName
	}
	exported := []byte{}
	if *label != "" {
		material, err := state.ExportKeyingMaterial(*label, nil, 44)
		if err != nil {
			return err
		}
		exported = material
	}
	fmt.Printf("FACTS version=%s suite=%s alpn=%s name=%s resumed=%t peer=%s exported=%x\n",
		tls.VersionName(state.Version), tls.CipherSuiteName(state.CipherSuite),
		state.NegotiatedProtocol, state.ServerName, state.DidResume, peer, exported)
	return nil
}

func mirrored(line string) string {
	bytes := []byte(line)
	for i, j := 0, len(bytes)-1; i < j; i, j = i+1, j-1 {
		bytes[i], bytes[j] = bytes[j], bytes[i]
	}
	return string(bytes)
}
