//! What is to be said of each file: its findings, alone and beside the others.

use workbench_certificates::check::size;
use workbench_certificates::{Certificate, Content, Finding, Kit, PrivateKey, Severity};

use super::{Piece, Shelf};
use fibocom_at::commands::TlsFileKind;

/// A file with all that is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Look {
    pub(in super::super) piece: Piece,
    /// What was found, the gravest first.
    pub(in super::super) findings: Vec<Finding>,
}

/// Every file on the shelf. The time is the module's, in seconds since 1970, where it is known.
pub(in super::super) fn looks(shelf: &Shelf, now: Option<i64>, limit: usize) -> Vec<Look> {
    let own: Vec<&Certificate> = shelf.own.iter().flat_map(Piece::certificates).collect();
    let trusted: Vec<&Certificate> = shelf.trusted.iter().flat_map(Piece::certificates).collect();
    let kit = Kit { own: &own, key: shelf.key.as_ref().and_then(private), trusted: &trusted };
    let mut of_trusted = kit.trusted_findings(now).into_iter();
    let look = |piece: &Piece| {
        let mut findings: Vec<Finding> = size(piece.excerpt.bytes.len(), limit).into_iter().collect();
        findings.extend(match piece.kind {
            TlsFileKind::Certificate | TlsFileKind::CaFile => kit.own_findings(now),
            TlsFileKind::Key => kit.key_findings(),
            TlsFileKind::Trust => worst_of_each(of_trusted.by_ref().take(piece.certificates().count())),
        });
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
        Look { piece: piece.clone(), findings }
    };
    shelf.pieces().map(look).collect()
}

impl Look {
    /// What will keep the module from connecting.
    pub(in super::super) fn faults(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity() == Severity::Fault)
    }
}

fn private(piece: &Piece) -> Option<&PrivateKey> {
    piece.contents.iter().find_map(|content| if let Content::PrivateKey(key) = content { Some(key) } else { None })
}

/// A bundle of certificates says each thing once; that one of them holds says nothing of the others.
fn worst_of_each(of_each: impl Iterator<Item = Vec<Finding>>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for finding in of_each.flatten() {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    if findings.iter().any(|finding| matches!(finding, Finding::NotYet { .. } | Finding::Ended { .. })) {
        findings.retain(|finding| *finding != Finding::Holds);
    }
    findings
}
