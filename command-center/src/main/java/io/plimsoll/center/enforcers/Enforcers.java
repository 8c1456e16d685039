package io.plimsoll.center.enforcers;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.keys.CertificateAuthority;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Which Enforcers there are, and how each is.
final class Enforcers {
    /// How long a certificate is good for.
    static final Duration CERTIFICATE_LIFE = Duration.ofDays(30);

    /// Without a sign for so long, an Enforcer is silent; it should give one every ten seconds.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Database database;
    private final CertificateAuthority authority;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;
    private final Sparingly refusals;

    Enforcers(Database database, CertificateAuthority authority, AuditTrail trail, Clock clock, Live live) {
        this.database = database;
        this.authority = authority;
        this.trail = trail;
        this.clock = clock;
        this.live = live;
        this.refusals = new Sparingly(Duration.ofMinutes(1), clock);
    }

    /// An Enforcer that was just made.
    record Enrolled(UUID id, X509Certificate certificate) {}

    /// Trades a token for a certificate.
    ///
    /// @return empty if the token is unknown, used or expired
    /// @throws IllegalArgumentException if the certificate request is none
    Optional<Enrolled> enrol(EnrolmentTokens tokens, String token, byte[] request, String hostName, String source) {
        UUID id = UUID.randomUUID();
        X509Certificate certificate = authority.forClient(request, id.toString(), CERTIFICATE_LIFE);
        Optional<Enrolled> enrolled = database.write(transaction -> {
            Instant now = clock.instant();
            Instant expiresAt = certificate.getNotAfter().toInstant();
            EnforcerStore.insert(transaction, id, hostName, Peer.serial(certificate), expiresAt, now);
            Optional<UUID> used = tokens.use(transaction, token, id);
            if (used.isEmpty()) {
                transaction.rollBack();
                return Optional.empty();
            }
            trail.append(
                    transaction,
                    event(EventType.ENFORCER_ENROLLED, id, hostName, source)
                            .detail("token", used.get().toString())
                            .detail("certificate", Peer.serial(certificate)));
            return Optional.of(new Enrolled(id, certificate));
        });
        if (enrolled.isEmpty()) {
            refusedToken(hostName, source);
        }
        live.changed("enforcers");
        return enrolled;
    }

    /// Someone showed a token that is no good; written down sparingly, because anyone can do it as often as they like.
    void refusedToken(String hostName, String source) {
        if (refusals.isTime("token " + source)) {
            trail.append(AuditEvent.of(EventType.ENROLMENT_TOKEN_REFUSED, clock.instant())
                    .by("unknown (not enrolled)")
                    .from(source)
                    .on("enrolment-token", "unknown", "")
                    .detail("host-name", hostName)
                    .failed("the token is unknown, used or expired"));
        }
    }

    /// A new certificate for the same Enforcer.
    X509Certificate renew(Peer peer, byte[] request, String source) {
        X509Certificate certificate =
                authority.forClient(request, peer.enforcer().toString(), CERTIFICATE_LIFE);
        database.write(transaction -> {
            EnforcerStore.renewed(
                    transaction,
                    peer.enforcer(),
                    Peer.serial(certificate),
                    certificate.getNotAfter().toInstant());
            return trail.append(
                    transaction,
                    event(EventType.ENFORCER_CERTIFICATE_RENEWED, peer.enforcer(), hostName(peer), source)
                            .detail("certificate", Peer.serial(certificate)));
        });
        return certificate;
    }

    private String hostName(Peer peer) {
        return find(peer.enforcer()).map(Enforcer::hostName).orElse("");
    }

    /// Whether the certificate still counts.
    boolean admits(Peer peer, String source) {
        boolean valid =
                database.read(transaction -> EnforcerStore.isValid(transaction, peer.enforcer(), peer.serial()));
        if (!valid && refusals.isTime("peer " + peer.enforcer())) {
            trail.append(event(EventType.ENFORCER_REFUSED, peer.enforcer(), hostName(peer), source)
                    .detail("certificate", peer.serial())
                    .failed("the certificate was revoked or replaced"));
        }
        return valid;
    }

    /// An Enforcer is here.
    void connected(Peer peer, String version, long snapshotVersion, String source) {
        database.write(transaction -> {
            EnforcerStore.forgetPrevious(transaction, peer.enforcer(), peer.serial());
            EnforcerStore.connected(transaction, peer.enforcer(), version, snapshotVersion, clock.instant());
            return trail.append(
                    transaction,
                    event(EventType.ENFORCER_CONNECTED, peer.enforcer(), hostName(peer), source)
                            .detail("version", version)
                            .detail("snapshot-version", Long.toString(snapshotVersion)));
        });
        live.changed("enforcers");
        live.changed("hosts");
    }

    void disconnected(Peer peer, String source, String why) {
        database.write(transaction -> {
            EnforcerStore.disconnected(transaction, peer.enforcer());
            return trail.append(
                    transaction,
                    event(EventType.ENFORCER_DISCONNECTED, peer.enforcer(), hostName(peer), source)
                            .because(why));
        });
    }

    /// A sign of life.
    ///
    /// @return whether it may go on talking: false if it was revoked meanwhile
    boolean beat(Peer peer, long lost, long residentBytes, String source) {
        EnforcerStore.Beat before = database.write(transaction -> {
            EnforcerStore.Beat beat =
                    EnforcerStore.beat(transaction, peer.enforcer(), lost, residentBytes, clock.instant());
            if (lost > beat.lostBefore()) {
                trail.append(
                        transaction,
                        event(EventType.ENFORCER_EVENTS_LOST, peer.enforcer(), hostName(peer), source)
                                .detail("lost", Long.toString(lost - beat.lostBefore()))
                                .detail("lost-in-all", Long.toString(lost))
                                .failed((lost - beat.lostBefore()) + " events could not be kept on the host"));
            }
            return beat;
        });
        if (before.wasSilent()) {
            live.changed("hosts");
        }
        return !before.isRevoked();
    }

    /// Finds those that fell silent.
    void noteSilent() {
        Instant now = clock.instant();
        List<EnforcerStore.Silent> silent = database.write(transaction -> {
            List<EnforcerStore.Silent> fallen = EnforcerStore.fallSilent(transaction, now.minus(PATIENCE), now);
            trail.append(
                    transaction,
                    fallen.stream()
                            .map(s -> AuditEvent.of(EventType.ENFORCER_SILENT, now)
                                    .by("system:center")
                                    .from("command-center")
                                    .on("enforcer", s.id().toString(), s.hostName())
                                    .host(s.hostName())
                                    .failed("no sign of life since " + s.lastSeenAt()))
                            .toList());
            return fallen;
        });
        if (!silent.isEmpty()) {
            live.changed("hosts");
            live.changed("enforcers");
        }
    }

    void revoke(Caller caller, UUID id, String reason) {
        database.write(transaction -> {
            Enforcer enforcer = EnforcerStore.find(transaction, id).orElseThrow(() -> unknown(id));
            if (!EnforcerStore.revoke(transaction, id, clock.instant())) {
                throw new ProblemException(409, "enforcer-revoked", "this Enforcer is revoked already");
            }
            return trail.append(
                    transaction,
                    AuditEvent.of(EventType.ENFORCER_REVOKED, clock.instant())
                            .by(caller.name())
                            .from(caller.source())
                            .on("enforcer", id.toString(), enforcer.hostName())
                            .host(enforcer.hostName())
                            .detail("before", enforcer.state())
                            .detail("after", "revoked")
                            .because(reason));
        });
        live.changed("enforcers");
        live.changed("hosts");
    }

    Page<Enforcer> list(PageRequest page) {
        return database.read(transaction -> Page.of(
                EnforcerStore.list(transaction, page),
                page.limit(),
                EnforcerStore.total(transaction),
                enforcer -> Cursor.of(enforcer.hostName(), enforcer.id())));
    }

    Optional<Enforcer> find(UUID id) {
        return database.read(transaction -> EnforcerStore.find(transaction, id));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("enforcer-unknown", "there is no Enforcer '" + id + "'");
    }

    private AuditEventBuilder event(EventType type, UUID id, String hostName, String source) {
        return AuditEvent.of(type, clock.instant())
                .by("system:enforcer " + id)
                .from(source)
                .on("enforcer", id.toString(), hostName)
                .host(hostName);
    }
}
