//! What the TLS screen holds: files sorted by what they are, what is to be said of each, and the plan that they make.

mod look;

use fibocom_at::args::TlsFile;
use fibocom_at::codes::TlsVersion;
use fibocom_at::commands::{TlsFileKind, Verification};
use fibocom_at::profile::Feature;
use fibocom_at::{Field, Invalid, Profile};
use workbench_certificates::{Certificate, Content, Excerpt, File};

pub(super) use look::{Look, looks};

use crate::limits::Over;
use crate::link::procedure::TlsPlan;
use crate::state::TlsFacts;

/// What goes to the module under one name, from one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The file's name; empty for a text that was pasted.
    pub(super) source: String,
    /// As what it is loaded.
    pub(super) kind: TlsFileKind,
    pub(super) contents: Vec<Content>,
    /// The bytes, and how they differ from the file's.
    pub(super) excerpt: Excerpt,
}

impl Piece {
    pub(super) fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        self.contents.iter().filter_map(|content| match content {
            Content::Certificate(certificate) => Some(certificate.as_ref()),
            _ => None,
        })
    }

    /// The name that its neighbours in a list do not have.
    pub(super) fn digest(&self) -> [u8; 32] {
        workbench_certificates::digest(self.excerpt.bytes.expose())
    }
}

/// What is to be said of a file right after it was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// It holds nothing that could be read.
    Nothing {
        source: String,
    },
    /// There is more of it than is read.
    Over {
        source: String,
        over: Over,
    },
    /// A part of it is of no use to a module.
    Useless {
        source: String,
        content: Content,
    },
    There {
        source: String,
    },
}

impl Told {
    /// Whether all was read, and there was only nothing new in it.
    pub(super) const fn is_read(&self) -> bool {
        matches!(self, Self::There { .. })
    }
}

/// The files, each in its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shelf {
    /// The certificate of the module, perhaps with those between it and its authority.
    pub(super) own: Option<Piece>,
    pub(super) key: Option<Piece>,
    /// The certificates that it trusts.
    pub(super) trusted: Vec<Piece>,
}

impl Shelf {
    /// Puts every part of a file where it belongs; a certificate or key takes the place of the one before. What is to be said of
    /// the rest.
    pub(super) fn take(&mut self, source: &str, file: &File) -> Vec<Told> {
        if file.parts().is_empty() {
            return vec![Told::Nothing { source: source.to_owned() }];
        }
        let has_own = file.parts().iter().any(|part| is_own(&part.content));
        let mut told: Vec<Told> = file
            .parts()
            .iter()
            .filter(|part| place(&part.content, has_own).is_none() && part.content != Content::Parameters)
            .map(|part| Told::Useless { source: source.to_owned(), content: part.content.clone() })
            .collect();
        for kind in TlsFileKind::ALL {
            let chosen: Vec<Content> = file
                .parts()
                .iter()
                .filter(|part| place(&part.content, has_own) == Some(kind))
                .map(|part| part.content.clone())
                .collect();
            if chosen.is_empty() {
                continue;
            }
            let excerpt = file.excerpt(|part| place(&part.content, has_own) == Some(kind));
            let piece = Piece { source: source.to_owned(), kind, contents: chosen, excerpt };
            if self.pieces().any(|other| other.kind == kind && other.excerpt.bytes == piece.excerpt.bytes) {
                told.push(Told::There { source: source.to_owned() });
            } else {
                self.put(piece);
            }
        }
        told
    }

    fn put(&mut self, piece: Piece) {
        match piece.kind {
            TlsFileKind::Certificate | TlsFileKind::CaFile => self.own = Some(piece),
            TlsFileKind::Key => self.key = Some(piece),
            TlsFileKind::Trust => self.trusted.push(piece),
        }
    }

    /// All of them, in the order in which they are loaded (004, 4.2.1).
    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.own.iter().chain(&self.key).chain(&self.trusted)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces().next().is_none()
    }

    pub(super) fn remove(&mut self, digest: [u8; 32]) -> Option<Piece> {
        let gone = self.pieces().find(|piece| piece.digest() == digest).cloned();
        let stays = |piece: &Piece| piece.digest() != digest;
        self.own = self.own.take().filter(stays);
        self.key = self.key.take().filter(stays);
        self.trusted.retain(stays);
        gone
    }

    /// Puts back what there was before, unless something has come to its place since.
    pub(super) fn bring_back(&mut self, before: Self) {
        self.own = self.own.take().or(before.own);
        self.key = self.key.take().or(before.key);
        let since = std::mem::replace(&mut self.trusted, before.trusted);
        let is_new = |piece: &Piece| self.trusted.iter().all(|other| other.digest() != piece.digest());
        let new: Vec<_> = since.into_iter().filter(is_new).collect();
        self.trusted.extend(new);
    }

    /// Makes a trusted certificate the module's own, or the other way round: nobody can always tell what it is meant for.
    pub(super) fn turn(&mut self, digest: [u8; 32]) {
        let Some(mut piece) = self.remove(digest) else { return };
        piece.kind = match piece.kind {
            TlsFileKind::Trust => TlsFileKind::Certificate,
            TlsFileKind::Certificate => TlsFileKind::Trust,
            other => other,
        };
        self.put(piece);
    }
}

/// Whether it is a certificate to show, rather than one to trust by.
fn is_own(content: &Content) -> bool {
    matches!(content, Content::Certificate(certificate) if !certificate.is_for_trust())
}

/// Where a part belongs. Beside a certificate of a device, one that issued it and that another issued is a link of its chain.
fn place(content: &Content, has_own: bool) -> Option<TlsFileKind> {
    match content {
        Content::PrivateKey(_) => Some(TlsFileKind::Key),
        Content::Certificate(_) if is_own(content) => Some(TlsFileKind::Certificate),
        Content::Certificate(link) if has_own && !link.is_self_issued() => Some(TlsFileKind::Certificate),
        Content::Certificate(_) => Some(TlsFileKind::Trust),
        _ => None,
    }
}

/// What happens to a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sending {
    /// It is the first of its kind.
    First,
    /// These bytes are loaded already.
    Again,
    /// The module holds others of its kind, and keeps them.
    Added { to: u32 },
}

/// What happens to a piece, by what the module holds.
pub(super) fn sending(tls: &TlsFacts, piece: &Piece) -> Sending {
    if tls.has_loaded(piece.kind, piece.excerpt.bytes.expose()) {
        return Sending::Again;
    }
    match tls.held(piece.kind) {
        0 => Sending::First,
        to => Sending::Added { to },
    }
}

/// What else is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wishes {
    pub(super) version: TlsVersion,
    pub(super) verification: Verification,
    /// Whether to load once more what is loaded already.
    pub(super) again: bool,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { version: TlsVersion::Tls12, verification: Verification::On, again: false }
    }
}

/// The plan that files and wishes make.
pub(super) fn plan(profile: &Profile, shelf: &Shelf, wishes: Wishes, tls: &TlsFacts) -> Result<TlsPlan, Vec<Invalid>> {
    profile.require(Feature::Tls).map_err(|problem| vec![problem.at(Field::Security)])?;
    let wanted = shelf.pieces().filter(|piece| wishes.again || sending(tls, piece) != Sending::Again);
    let (mut files, mut wrong) = (Vec::new(), Vec::new());
    for piece in wanted {
        let file = TlsFile::new(profile, piece.excerpt.bytes.expose());
        match file.and_then(|file| piece.kind.on(profile, file)) {
            Ok(file) => files.push(file),
            Err(problem) => wrong.push(problem.at(Field::TlsFile)),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(TlsPlan { version: Some(wishes.version), files, verification: Some(wishes.verification) })
}

/// What is to be said of the choice whether to verify.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Advice {
    Good,
    /// Verified by nothing: every broker is refused.
    NoAuthority,
    /// Anybody can pose as the broker.
    Unverified,
}

/// What is to be said of the choice whether to verify.
pub(super) fn advice(verification: Verification, shelf: &Shelf, tls: &TlsFacts) -> Advice {
    match verification {
        Verification::Off => Advice::Unverified,
        Verification::On if shelf.trusted.is_empty() && tls.held(TlsFileKind::Trust) == 0 => Advice::NoAuthority,
        Verification::On => Advice::Good,
    }
}

#[cfg(test)]
mod tests;
