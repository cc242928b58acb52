### The TLS screen, and what other screens say of TLS and of the module's clock.

tls-missing = { $series } has no MQTT over TLS: { $manual }, { $section }.

## The clock
clock-unset = The module's clock shows { $time }: it was never set. No certificate holds at that time, and every connection fails.
clock-right = The module's clock shows { $time }, as this computer's does.
clock-shifted = The module's clock shows { $time }, { $by } this computer's. That is enough for most certificates, but not for one that was made today.
clock-wrong = The module's clock shows { $time }, { $by } this computer's. Certificates are refused because of it.
clock-by-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
} { $direction ->
    [behind] behind
   *[ahead] ahead of
}
clock-by-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
} { $direction ->
    [behind] behind
   *[ahead] ahead of
}
clock-by-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
} { $direction ->
    [behind] behind
   *[ahead] ahead of
}
