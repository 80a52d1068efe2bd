package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// component is a program of the node, kept running.
type component struct {
	// Name of its log, and of the file in the hold folder that keeps it from being started.
	Name string   `json:"name"`
	Argv []string `json:"argv"`
}

// plan is what process 1 of the node is told.
type plan struct {
	// Before are commands that have to succeed, in order: the network.
	Before     [][]string  `json:"before"`
	Components []component `json:"components"`
	Logs       string      `json:"logs"`
	Hold       string      `json:"hold"`
}

// children are the components by process id, so that the one loop that reaps can tell whose end it saw.
type children struct {
	mutex sync.Mutex
	ended map[int]chan struct{}
}

// nodeInit is process 1 of the node's process namespace: it starts the components, starts again what ends, and reaps what
// containers leave. When it is killed the kernel ends all of it, containers included.
func nodeInit(args []string) int {
	if len(args) != 1 {
		fmt.Fprintln(os.Stderr, "usage: node init PLAN")
		return 2
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return failed(err)
	}
	var what plan
	if err := json.Unmarshal(text, &what); err != nil {
		return failed(err)
	}
	for _, argv := range what.Before {
		if said, err := exec.Command(argv[0], argv[1:]...).CombinedOutput(); err != nil {
			return failed(fmt.Errorf("%v: %w: %s", argv, err, said))
		}
	}
	known := &children{ended: map[int]chan struct{}{}}
	for _, one := range what.Components {
		go known.keep(one, what)
	}
	known.reap()
	return 0
}

// keep starts a component again whenever it ends, unless it is held.
func (c *children) keep(one component, what plan) {
	for {
		if _, err := os.Stat(filepath.Join(what.Hold, one.Name)); err != nil {
			if ended, err := c.start(one, what.Logs); err != nil {
				fmt.Fprintln(os.Stderr, one.Name, err)
			} else {
				<-ended
			}
		}
		time.Sleep(200 * time.Millisecond)
	}
}

func (c *children) start(one component, logs string) (chan struct{}, error) {
	log, err := os.OpenFile(filepath.Join(logs, one.Name+".log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	null, err := os.Open(os.DevNull)
	if err != nil {
		return nil, err
	}
	defer null.Close()
	path, err := exec.LookPath(one.Argv[0])
	if err != nil {
		return nil, err
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	pid, err := syscall.ForkExec(path, one.Argv, &syscall.ProcAttr{
		Env:   os.Environ(),
		Files: []uintptr{null.Fd(), log.Fd(), log.Fd()},
		Sys:   &syscall.SysProcAttr{Setsid: true},
	})
	if err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	c.ended[pid] = ended
	return ended, nil
}

func (c *children) reap() {
	for {
		pid, err := syscall.Wait4(-1, nil, 0, nil)
		if err != nil {
			time.Sleep(100 * time.Millisecond)
			continue
		}
		c.mutex.Lock()
		if ended, ok := c.ended[pid]; ok {
			close(ended)
			delete(c.ended, pid)
		}
		c.mutex.Unlock()
	}
}
