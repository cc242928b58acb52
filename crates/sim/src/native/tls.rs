//! TLS as the module does it: with the files that were uploaded, by the module's clock, at the version that was set.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use rumqttc::ConnectionError;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_cert_signed_by_trust_anchor;
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::time_provider::TimeProvider;
use rustls::version::TLS12;
use rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use crate::tls::{Tls, TlsFailure};

/// What rustls needs to connect as the module would.
///
/// TLS 1.2 is the newest version of the guide (004, 4.2.1). The older ones are no longer spoken here, and hardly a broker
/// still takes them: a connection with one of them fails.
///
/// # Errors
/// Says which file cannot be used.
pub(super) fn client_config(tls: &Tls) -> Result<Arc<ClientConfig>, TlsFailure> {
    if !matches!(tls.version, 0 | 4) {
        return Err(TlsFailure::Incompatible);
    }
    let provider = Arc::new(ring::default_provider());
    let clock = Arc::new(ModuleClock(tls.time));
    let verifier = Arc::new(Verifier { trusted: trusted(tls)?, provider: Arc::clone(&provider) });
    let builder = ClientConfig::builder_with_details(provider, clock)
        .with_protocol_versions(&[&TLS12])
        .map_err(|_| TlsFailure::Incompatible)?
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    let config = match identity(tls)? {
        None => builder.with_no_client_auth(),
        Some((chain, key)) => builder.with_client_auth_cert(chain, key).map_err(|error| match error {
            Error::InconsistentKeys(_) => TlsFailure::Pairing,
            Error::InvalidCertificate(_) => TlsFailure::ClientCertificate,
            _ => TlsFailure::ClientKey,
        })?,
    };
    Ok(Arc::new(config))
}

/// Why a connection failed, when it was TLS that failed.
pub(super) fn failure(error: &ConnectionError) -> Option<TlsFailure> {
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = next {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let found = error
            .downcast_ref::<Error>()
            .or_else(|| inner.and_then(|inner| (inner as &(dyn StdError + 'static)).downcast_ref::<Error>()));
        if let Some(error) = found {
            return Some(match error {
                Error::InvalidCertificate(_) => TlsFailure::ServerCertificate,
                Error::AlertReceived(_) => TlsFailure::Alert,
                _ => TlsFailure::Incompatible,
            });
        }
        next = error.source();
    }
    // What ends in the middle of a handshake without a word does not speak TLS.
    matches!(error, ConnectionError::Tls(_)).then_some(TlsFailure::Incompatible)
}

/// The client's certificates and its key. A key alone, or a certificate alone, is not shown to anybody.
type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

fn identity(tls: &Tls) -> Result<Option<Identity>, TlsFailure> {
    let chain = match tls.certificate.as_slice() {
        [] => None,
        pem => Some(certificates(pem).ok_or(TlsFailure::ClientCertificate)?),
    };
    let key = match tls.key.as_slice() {
        [] => None,
        pem => Some(PrivateKeyDer::from_pem_slice(pem).map_err(|_| TlsFailure::ClientKey)?),
    };
    Ok(chain.zip(key))
}

/// The issuers to believe; `None` when everybody is believed.
fn trusted(tls: &Tls) -> Result<Option<RootCertStore>, TlsFailure> {
    if !tls.verify_server {
        return Ok(None);
    }
    let mut store = RootCertStore::empty();
    if !tls.trust.is_empty() {
        for certificate in certificates(&tls.trust).ok_or(TlsFailure::TrustFile)? {
            store.add(certificate).map_err(|_| TlsFailure::TrustFile)?;
        }
    }
    Ok(Some(store))
}

/// The certificates in a file; `None` when the file has no certificate, or one that cannot be read.
fn certificates(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let all = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>().ok()?;
    if all.is_empty() { None } else { Some(all) }
}

/// The time that the module believes it is, whatever the computer's clock says.
#[derive(Debug)]
struct ModuleClock(u64);

impl TimeProvider for ModuleClock {
    fn current_time(&self) -> Option<UnixTime> {
        Some(UnixTime::since_unix_epoch(std::time::Duration::from_secs(self.0)))
    }
}

/// Looks at issuer and validity, and only when the module is told to; never at the server's name, which no manual mentions.
#[derive(Debug)]
struct Verifier {
    trusted: Option<RootCertStore>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Some(trusted) = &self.trusted {
            let certificate = ParsedCertificate::try_from(certificate)?;
            let algorithms = self.provider.signature_verification_algorithms.all;
            verify_server_cert_signed_by_trust_anchor(&certificate, trusted, intermediates, now, algorithms)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
