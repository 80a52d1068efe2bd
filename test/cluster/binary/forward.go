package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// forward joins the cluster's network namespace with the one it is started in, for a few named addresses: no address, route
// or rule of the machine changes. Arguments: the namespace's file, then pairs of
//
//	out LISTEN DIAL   listens outside, dials inside
//	in  LISTEN DIAL   listens inside, dials outside
//
// An address is host:port, or the path of a unix socket.
func forward(args []string) int {
	if len(args) < 4 || len(args)%3 != 1 {
		fmt.Fprintln(os.Stderr, "usage: node forward NAMESPACE {out|in LISTEN DIAL}…")
		return 2
	}
	inside, err := os.Open(args[0])
	if err != nil {
		return failed(err)
	}
	outside, err := os.Open("/proc/self/ns/net")
	if err != nil {
		return failed(err)
	}
	fatal := make(chan error)
	for rest := args[1:]; len(rest) > 0; rest = rest[3:] {
		from, to := outside, inside
		if rest[0] == "in" {
			from, to = inside, outside
		}
		listener, err := listenIn(from, rest[1])
		if err != nil {
			return failed(err)
		}
		go accept(listener, to, rest[2], fatal)
	}
	return failed(<-fatal)
}

func failed(err error) int {
	fmt.Fprintln(os.Stderr, "forward:", err)
	return 1
}

// within does work on a thread that is in the namespace. Sockets stay in the namespace that they were made in.
func within(namespace *os.File, work func() error) error {
	done := make(chan error, 1)
	go func() {
		// The thread is never unlocked: it ends with its goroutine, and nothing else runs in that namespace.
		runtime.LockOSThread()
		if err := unix.Setns(int(namespace.Fd()), unix.CLONE_NEWNET); err != nil {
			done <- err
			return
		}
		done <- work()
	}()
	return <-done
}

func network(address string) string {
	if strings.HasPrefix(address, "/") {
		return "unix"
	}
	return "tcp"
}

func listenIn(namespace *os.File, address string) (listener net.Listener, err error) {
	err = within(namespace, func() error {
		listener, err = net.Listen(network(address), address)
		return err
	})
	return listener, err
}

func accept(listener net.Listener, to *os.File, address string, fatal chan<- error) {
	for {
		connection, err := listener.Accept()
		if err != nil {
			fatal <- err
			return
		}
		go join(connection, to, address)
	}
}

// join copies both ways; each half closes by itself, as in a direct connection. A refused one is reset.
func join(near net.Conn, to *os.File, address string) {
	var far net.Conn
	err := within(to, func() (err error) {
		far, err = net.Dial(network(address), address)
		return err
	})
	if err != nil {
		reset(near)
		return
	}
	var halves sync.WaitGroup
	halves.Add(2)
	for _, half := range [][2]net.Conn{{far, near}, {near, far}} {
		go func() {
			defer halves.Done()
			copyHalf(half[0], half[1])
		}()
	}
	halves.Wait()
	_ = near.Close()
	_ = far.Close()
}

// reset closes with RST, as an address does at which nobody listens.
func reset(connection net.Conn) {
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}

// copyHalf ends the writing half when the reading one ends; on an error both connections go.
func copyHalf(to, from net.Conn) {
	_, err := io.Copy(to, from)
	if half, ok := to.(interface{ CloseWrite() error }); ok && err == nil {
		_ = half.CloseWrite()
		return
	}
	_ = to.Close()
	_ = from.Close()
}
