// Polls devices with gosnmp, a goroutine for each device under way.
//
//	gosnmp v2c|v3 <goroutines> keep|close
//
// For each line read, "<file of addresses> <port>", one is written when all have been asked: how
// many devices answered all three questions, some of them, none, and how many gave values that are
// none. keep leaves the connections open from one round to the next.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gosnmp/gosnmp"
)

const (
	interfaces  = 24
	perQuestion = 40
	upTime      = ".1.3.6.1.2.1.1.3.0"
	user        = "poller"
	password    = "benchmark-secret"
)

var columns = []string{
	".1.3.6.1.2.1.31.1.1.1.6", ".1.3.6.1.2.1.31.1.1.1.10",
	".1.3.6.1.2.1.2.2.1.14", ".1.3.6.1.2.1.2.2.1.20", ".1.3.6.1.2.1.2.2.1.8",
}

type device struct {
	client   *gosnmp.GoSNMP
	isOpen   bool
	answered int
	values   int
}

type round struct {
	version   string
	keep      bool
	questions [][]string
	devices   []device
}

func questions() [][]string {
	names := []string{upTime}
	var all [][]string
	count := 0
	for row := 1; row <= interfaces; row++ {
		for _, column := range columns {
			names = append(names, column+"."+strconv.Itoa(row))
			count++
			if count%perQuestion == 0 {
				all = append(all, names)
				names = nil
			}
		}
	}
	return all
}

func client(version, address string, port int) *gosnmp.GoSNMP {
	made := &gosnmp.GoSNMP{
		Target: address, Port: uint16(port), Timeout: time.Second, Retries: 1, MaxOids: 60,
		Version: gosnmp.Version2c, Community: "public",
	}
	if version == "v3" {
		made.Version = gosnmp.Version3
		made.SecurityModel = gosnmp.UserSecurityModel
		made.MsgFlags = gosnmp.AuthPriv
		made.SecurityParameters = &gosnmp.UsmSecurityParameters{
			UserName: user, AuthenticationProtocol: gosnmp.SHA, AuthenticationPassphrase: password,
			PrivacyProtocol: gosnmp.AES, PrivacyPassphrase: password,
		}
	}
	return made
}

func (r *round) poll(d *device) {
	d.answered, d.values = 0, 0
	if !d.isOpen && d.client.Connect() != nil {
		return
	}
	d.isOpen = true
	for _, question := range r.questions {
		response, err := d.client.Get(question)
		if err != nil || response.Error != gosnmp.NoError {
			continue
		}
		d.answered++
		for _, value := range response.Variables {
			switch value.Type {
			case gosnmp.Counter64, gosnmp.Counter32, gosnmp.Integer, gosnmp.TimeTicks:
				d.values++
			}
		}
	}
	if !r.keep {
		d.client.Conn.Close()
		d.isOpen = false
	}
}

func (r *round) run(goroutines int) string {
	next := make(chan *device)
	var all sync.WaitGroup
	for i := 0; i < goroutines; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for d := range next {
				r.poll(d)
			}
		}()
	}
	for i := range r.devices {
		next <- &r.devices[i]
	}
	close(next)
	all.Wait()
	return r.found()
}

func (r *round) found() string {
	whole, part, none, wrong := 0, 0, 0, 0
	for _, d := range r.devices {
		switch {
		case d.answered == len(r.questions):
			whole++
			if d.values != interfaces*len(columns)+1 {
				wrong++
			}
		case d.answered > 0:
			part++
		default:
			none++
		}
	}
	return fmt.Sprint(whole, part, none, wrong)
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: gosnmp v2c|v3 <goroutines> keep|close")
		os.Exit(2)
	}
	goroutines, _ := strconv.Atoi(os.Args[2])
	r := &round{version: os.Args[1], keep: os.Args[3] == "keep", questions: questions()}
	known := ""
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		if in.Text() != known {
			known = in.Text()
			r.know(strings.Fields(known))
		}
		fmt.Println(r.run(goroutines))
	}
}

func (r *round) know(words []string) {
	port, _ := strconv.Atoi(words[1])
	text, err := os.ReadFile(words[0])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	addresses := strings.Fields(string(text))
	r.devices = make([]device, len(addresses))
	for i, address := range addresses {
		r.devices[i].client = client(r.version, address, port)
	}
}
