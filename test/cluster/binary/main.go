// Kubernetes on one node, in one binary: each component is a subcommand, so that it is linked and cached once.
package main

import (
	"context"
	"fmt"
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	kubectl "k8s.io/kubectl/pkg/cmd"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: node etcd|apiserver|controllers|scheduler|kubelet|kubectl|init|forward …")
		os.Exit(2)
	}
	program := os.Args[1]
	os.Args = append(os.Args[:1], os.Args[2:]...)
	os.Exit(run(program))
}

// run does what the program's own main would do.
func run(program string) int {
	switch program {
	case "etcd":
		etcdmain.Main(os.Args)
		return 0
	case "apiserver":
		return cli.Run(apiserver.NewAPIServerCommand())
	case "controllers":
		return cli.Run(controllers.NewControllerManagerCommand())
	case "scheduler":
		return cli.Run(scheduler.NewSchedulerCommand())
	case "kubelet":
		return cli.Run(kubelet.NewKubeletCommand(context.Background()))
	case "kubectl":
		return cli.Run(kubectl.NewDefaultKubectlCommand())
	case "init":
		return nodeInit(os.Args[1:])
	case "forward":
		return forward(os.Args[1:])
	default:
		fmt.Fprintf(os.Stderr, "node: there is no %q\n", program)
		return 2
	}
}
