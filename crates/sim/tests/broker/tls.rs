//! TLS with the files that were uploaded over the serial line, by the module's clock.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::kit::{Broker, Module};

/// Two authorities; the first has signed a certificate for the broker and one for the client.
struct Certificates {
    folder: PathBuf,
}

impl Certificates {
    fn made() -> Self {
        static MADE: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let number = MADE.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("virtual-module-tls-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for authority in ["ca", "other"] {
            make(&folder, authority, None);
        }
        for name in ["server", "client"] {
            make(&folder, name, Some("ca"));
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// A broker that takes only clients with a certificate of the first authority.
    fn broker(&self) -> Broker {
        Broker::start(&format!(
            "allow_anonymous true\nrequire_certificate true\ncafile {}\ncertfile {}\nkeyfile {}",
            self.path("ca.pem").display(),
            self.path("server.pem").display(),
            self.path("server.key").display()
        ))
    }
}

impl Drop for Certificates {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn make(folder: &Path, name: &str, issuer: Option<&str>) {
    let at = |file: String| folder.join(file).into_os_string().into_string().unwrap();
    let (key, certificate) = (at(format!("{name}.key")), at(format!("{name}.pem")));
    let mut command = Command::new("openssl");
    command.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]);
    command.args(["-subj", &format!("/CN={name}.test"), "-keyout", &key, "-out", &certificate]);
    match issuer {
        None => command.args(["-addext", "basicConstraints=critical,CA:TRUE"]),
        Some(issuer) => command
            .args(["-CA", &at(format!("{issuer}.pem")), "-CAkey", &at(format!("{issuer}.key"))])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"]),
    };
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    // mosquitto gives up its rights before it reads its key.
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
}

impl Module {
    fn upload(&mut self, kind: &str, file: &str) {
        self.say(&format!("AT+GTSSLFILE=\"{kind}\",{}", file.len()), "\r\n>\r\n");
        self.send(file.as_bytes());
        self.expect(b"\r\nOK\r\n");
    }

    /// Opens with TLS, and looks at what is left as the last error.
    fn open_with_tls(&mut self, port: u16, status: u8, error: i8) {
        self.say(&format!("AT+MQTTOPEN=1,\"127.0.0.1\",{port},1,60,2"), &format!("\r\n+MQTTOPEN: 1,{status}\r\n"));
        self.say("AT+GTSSLERR?", &format!("\r\n+GTSSLERR: {error}\r\n\r\nOK\r\n"));
    }

    fn synchronise(&mut self) {
        self.say("AT+MIPNTP=\"ntp.example\",123", "\r\n+MIPNTP: 1\r\n");
    }
}

#[test]
fn the_uploaded_files_open_a_broker_that_demands_a_certificate() {
    let certificates = Certificates::made();
    let broker = certificates.broker();
    let mut module = Module::ready(&["--model", "MC665-CN-00"]);
    module.synchronise();
    module.say("AT+GTSSLVER=4", "\r\nOK\r\n");
    module.say("AT+GTSSLMODE=1", "\r\nOK\r\n");
    for (kind, file) in [("TRUSTFILE", "ca.pem"), ("CERTFILE", "client.pem"), ("KEYFILE", "client.key")] {
        module.upload(kind, &certificates.read(file));
    }
    module.say(
        "AT+GTSSLFILE?",
        "\r\n+GTSSLFILE: TRUSTFILE,1\r\n\r\n+GTSSLFILE: CERTFILE,1\r\n\r\n+GTSSLFILE: KEYFILE,1\r\n",
    );
    module.open_with_tls(broker.port, 1, 0);
    module.say("AT+MQTTSUB=1,\"t\",1", "\r\n+MQTTSUB: 1,1\r\n");
    module.say("AT+MQTTPUB=1,\"t\",1,0,\"x\"", "\r\n+MQTTMSG: 1,1,\"t\",\"x\"\r\n");
}

/// What one attempt does differently from the one that succeeds, and the error that it leaves.
struct Attempt {
    why: &'static str,
    scenario: &'static str,
    synchronised: bool,
    settings: &'static [&'static str],
    files: &'static [(&'static str, &'static str)],
    error: i8,
}

const SETTINGS: &[&str] = &["AT+GTSSLVER=4", "AT+GTSSLMODE=1"];
const FILES: &[(&str, &str)] = &[("TRUSTFILE", "ca.pem"), ("CERTFILE", "client.pem"), ("KEYFILE", "client.key")];
const RIGHT: Attempt =
    Attempt { why: "", scenario: "healthy", synchronised: true, settings: SETTINGS, files: FILES, error: 0 };

const ATTEMPTS: &[Attempt] = &[
    Attempt { why: "everything is right", ..RIGHT },
    Attempt {
        why: "the trust file belongs to another authority",
        files: &[("TRUSTFILE", "other.pem"), ("CERTFILE", "client.pem"), ("KEYFILE", "client.key")],
        error: -11,
        ..RIGHT
    },
    Attempt {
        why: "a second upload is put behind the first, so that both authorities are trusted",
        files: &[
            ("TRUSTFILE", "other.pem"),
            ("TRUSTFILE", "ca.pem"),
            ("CERTFILE", "client.pem"),
            ("KEYFILE", "client.key"),
        ],
        ..RIGHT
    },
    Attempt {
        why: "nobody is trusted",
        files: &[("CERTFILE", "client.pem"), ("KEYFILE", "client.key")],
        error: -11,
        ..RIGHT
    },
    Attempt { why: "the clock shows 1980", synchronised: false, error: -11, ..RIGHT },
    Attempt { why: "the clock shows 2070", scenario: "clock-ahead", synchronised: false, error: -11, ..RIGHT },
    Attempt {
        why: "the clock was set by hand to a year before the certificate",
        settings: &["AT+GTSSLVER=4", "AT+GTSSLMODE=1", "AT+CCLK=\"20/01/01,00:00:00+00\""],
        error: -11,
        ..RIGHT
    },
    Attempt {
        why: "nothing is verified, so the clock does not matter",
        synchronised: false,
        settings: &["AT+GTSSLVER=4"],
        ..RIGHT
    },
    Attempt {
        why: "the key belongs to another certificate",
        files: &[("TRUSTFILE", "ca.pem"), ("CERTFILE", "client.pem"), ("KEYFILE", "server.key")],
        error: -14,
        ..RIGHT
    },
    Attempt { why: "there is no client certificate", files: &[("TRUSTFILE", "ca.pem")], error: -7, ..RIGHT },
    Attempt {
        why: "the client certificate was signed by somebody else",
        files: &[("TRUSTFILE", "ca.pem"), ("CERTFILE", "other.pem"), ("KEYFILE", "other.key")],
        error: -7,
        ..RIGHT
    },
    Attempt {
        why: "the certificate is a key",
        files: &[("TRUSTFILE", "ca.pem"), ("CERTFILE", "client.key"), ("KEYFILE", "client.key")],
        error: -12,
        ..RIGHT
    },
    Attempt {
        why: "the key is a certificate",
        files: &[("TRUSTFILE", "ca.pem"), ("CERTFILE", "client.pem"), ("KEYFILE", "client.pem")],
        error: -13,
        ..RIGHT
    },
    Attempt { why: "the trust file is a key", files: &[("TRUSTFILE", "ca.key")], error: -19, ..RIGHT },
    Attempt {
        why: "TLS 1.0 is too old for the broker",
        settings: &["AT+GTSSLVER=2", "AT+GTSSLMODE=1"],
        error: -8,
        ..RIGHT
    },
];

#[test]
fn each_thing_that_can_be_wrong_with_tls_leaves_its_error() {
    let certificates = Certificates::made();
    let broker = certificates.broker();
    for attempt in ATTEMPTS {
        println!("{}", attempt.why);
        let mut module = Module::ready(&["--scenario", attempt.scenario]);
        if attempt.synchronised {
            module.synchronise();
        }
        for setting in attempt.settings {
            module.say(setting, "\r\nOK\r\n");
        }
        for (kind, file) in attempt.files {
            module.upload(kind, &certificates.read(file));
        }
        module.open_with_tls(broker.port, u8::from(attempt.error == 0), attempt.error);
    }
}

#[test]
fn a_broker_without_tls_and_one_behind_it_are_told_apart() {
    let certificates = Certificates::made();
    let settings = format!(
        "allow_anonymous true\ncertfile {}\nkeyfile {}",
        certificates.path("server.pem").display(),
        certificates.path("server.key").display()
    );
    let (open, behind_tls) = (Broker::open(), Broker::start(&settings));
    let mut module = Module::ready(&[]);
    module.open(behind_tls.port, 0);
    module.open_with_tls(open.port, 0, -8);
    module.open_with_tls(behind_tls.port, 1, 0);
}

#[test]
fn a_restart_loses_files_and_settings() {
    let certificates = Certificates::made();
    let mut module = Module::ready(&[]);
    module.say("AT+GTSSLVER=4", "\r\nOK\r\n");
    module.upload("TRUSTFILE", &certificates.read("ca.pem"));
    module.say("AT+CFUN=15", "\r\n+SIM READY\r\n");
    module.say("AT+GTSSLFILE?", "\r\n+GTSSLFILE: TRUSTFILE,0\r\n\r\nOK\r\n");
    module.say("AT+GTSSLVER?", "\r\n+GTSSLVER: 0\r\n\r\nOK\r\n");
}
