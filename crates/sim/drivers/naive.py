#!/usr/bin/env python3
"""A naive driver, as many are: it sends, sleeps, takes whatever came for an answer, and never looks back.

It is here to show what a report says of such a driver. Usage: naive.py TERMINAL. Python's standard library is all it needs.
"""
import os
import sys
import termios
import time
import tty

SPEED = float(os.environ.get("VIRTUAL_MODULE_SPEED", "1"))


def main(path):
    port = os.open(path, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(port, termios.TCSANOW)

    def say(line, wait=2.0):
        os.write(port, line.encode() + b"\r\n")
        time.sleep(wait / SPEED)
        return os.read(port, 65536).decode(errors="replace")

    def until(line, wanted):
        # It waits for ever: the module will answer in the end, will it not?
        answer = say(line)
        while wanted not in answer:
            answer += os.read(port, 65536).decode(errors="replace")

    time.sleep(8 / SPEED)
    until("AT", "OK")
    if "READY" not in say("AT+CPIN?"):
        sys.exit("no SIM")
    until('AT+MIPCALL=1,"CMNET"', "+MIPCALL: 10.")
    say('AT+MQTTUSER=1,"naive","secret"')
    until('AT+MQTTOPEN=1,"broker.example",1883,1,60', "+MQTTOPEN: 1,1")
    number = 0
    while True:
        number += 1
        payload = f"value {number}"
        # The data goes right behind its command, whether the module asks for it or not.
        say(f'AT+MQTTPUB=1,"naive/value",0,0,{len(payload)}', 1)
        say(payload, 9)


main(sys.argv[-1])
