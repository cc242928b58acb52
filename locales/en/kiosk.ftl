### A stand: the start, the tour, the visitor's own message, and the end of a visit.

## The start
kiosk-title = This module is talking to a broker. Now.
kiosk-title-own = The module on this table is talking to a broker. Now.
kiosk-lead = Send it a message yourself. See every byte on its way, and what it means.
kiosk-misread = The address says “{ $name }={ $value }”. That means nothing here, and the stand does as if it were not there.
kiosk-no-language = There are no texts in “{ $language }”. The stand uses what there is: { $languages }.
kiosk-begin = Touch to begin
kiosk-foot-start = Two minutes. Nothing to install. Nothing you type is kept.
kiosk-foot = Nothing you type is kept.
kiosk-live-own = { $model } on this table, at work
kiosk-live-virtual = Virtual module { $model } at work
kiosk-choose = Choose the module…
kiosk-starting = The module starts…
kiosk-gone = The module is gone

## The way of a message
kiosk-module = Module
kiosk-module-own = on this table
kiosk-module-virtual = virtual, in this page
kiosk-network = Network
kiosk-network-is = carries it
kiosk-network-waits = not there yet
kiosk-network-signal = signal { $rssi } of 31
kiosk-broker = Broker
kiosk-broker-own = in the network
kiosk-broker-virtual = virtual, in this page
kiosk-leg-rest = The module gets online.
kiosk-leg-ready = The module waits for your message.
kiosk-leg-out = The module publishes it.
kiosk-leg-there = The broker has it.
kiosk-leg-back = The broker sends it back.
kiosk-leg-home = The module has it again.
kiosk-leg-stuck = Nothing is on its way.

## The tour
kiosk-step = Step { $step } of { $total }
kiosk-back = Back
kiosk-next = Next
kiosk-again = Start again
kiosk-wait = One moment: the module is still at work.
kiosk-goes-on = It goes on by itself in { $seconds } s. Touch anywhere to stay on this page.
kiosk-over-the-wire = What just went over the wire
kiosk-took = { $said } It took { $seconds }.
kiosk-page-module = A module answers.
kiosk-page-module-lead = It is a modem, as in your phone, but without the screen. A computer speaks to it in short lines of text.
kiosk-page-check = It looks for a SIM, a signal and a network.
kiosk-page-check-lead = Like your phone when you switch it on: without these three, nothing can be sent.
kiosk-page-dial = It asks the network for an address.
kiosk-page-dial-lead = Without an IP address, no answer would find its way back.
kiosk-page-open = It connects to a broker.
kiosk-page-open-lead = A broker is a post office for machines. It takes each message and brings it to everybody who asked for it.
kiosk-page-subscribe = It asks for the messages on one topic.
kiosk-page-subscribe-lead = A topic is the address on a message. From now on, the broker sends the module every message with this topic.
kiosk-page-publish = It publishes a message, and gets it back.
kiosk-page-publish-lead = The module hands it to the broker. The module asked for this topic itself, so the broker sends it back.

## The visitor's own message
kiosk-own = Now it is your turn.
kiosk-own-lead = Write a message, or choose one. The module takes it to the broker and back.
kiosk-own-label = Your message
kiosk-own-send = Send it
kiosk-own-sending = On its way…
kiosk-own-empty = Write something first, or choose a message.
kiosk-own-too-long = That is too long: at most { $most } bytes.
kiosk-own-hello = Hello from the fair
kiosk-own-works = It works
kiosk-own-light = Switch the light on
kiosk-own-lost = The module has lost its connection. Touch "Start again".
kiosk-own-back = Your message came back, byte for byte.

## The game
kiosk-game = Break the module
kiosk-game-begin = Break the module
kiosk-game-score = Found out: { $found } of { $played }
kiosk-game-choose = Break something. The page finds out what it was.
kiosk-game-choose-lead = It is not told what you do. It reads only what the module says.
kiosk-game-leave = Back to the start
kiosk-game-do-sim = Take the SIM out
kiosk-game-do-pin = Lock the SIM with a PIN
kiosk-game-do-operator = Have the operator lock the module out
kiosk-game-do-apn = Change the APN
kiosk-game-do-clock = Move the module's clock to 2070
kiosk-game-do-password = Change the password at the broker
kiosk-game-do-broker = Take the broker away
kiosk-game-do-antenna = Take the antenna off
kiosk-game-did-sim = The SIM was taken out.
kiosk-game-did-pin = The SIM was locked with a PIN.
kiosk-game-did-operator = The operator has locked the module out.
kiosk-game-did-apn = The APN was changed.
kiosk-game-did-clock = The module's clock was moved to 2070.
kiosk-game-did-password = The password at the broker was changed.
kiosk-game-did-broker = The broker was taken away.
kiosk-game-did-antenna = The antenna was taken off.
kiosk-game-trying = The page tries to send a message.
kiosk-game-trying-lead = Time goes ten times as fast for the module now.
kiosk-game-proof = The lines that prove it
kiosk-game-right = The page has found out.
kiosk-game-wrong = You win: the page has not found out.
kiosk-game-not-found = Nothing wrong was found.
kiosk-game-again = Break something else

## The end of a visit
kiosk-idle = Are you still there?
kiosk-idle-text = Back to the start in { $seconds } s. Then everything you did here is forgotten.
kiosk-idle-here = I am still here
