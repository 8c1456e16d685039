package io.plimsoll.center.enforcers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.plimsoll.api.enforcer.v1.CheckpointKept;
import io.plimsoll.api.enforcer.v1.EnforcerLinkGrpc;
import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.api.enforcer.v1.FetchBundleRequest;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Heartbeat;
import io.plimsoll.api.enforcer.v1.RenewRequest;
import io.plimsoll.api.enforcer.v1.RenewResponse;
import io.plimsoll.audittrail.SignedCheckpoint;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.audit.Checkpoints;
import io.plimsoll.center.server.keys.InstallationKeys;
import io.plimsoll.policy.SnapshotDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EnforcersIT {
    private static final TestCenter CENTER = TestCenter.shared();

    @Test
    void enrolsWithTheTokenOfTheLocalFileWhichOnlyItsOwnerReads() throws IOException {
        var file = CENTER.data().resolve("enrolment");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (TestEnforcer enforcer =
                TestEnforcer.enrol(CENTER, Files.readString(file).strip(), "local")) {
            assertThat(enforcer.certificate().getSubjectX500Principal().getName())
                    .contains("CN=" + enforcer.id());
            assertThat(enforcer.enrolment().getPolicyKey().toByteArray())
                    .isEqualTo(CENTER.part(InstallationKeys.class)
                            .signing()
                            .publicKey()
                            .getEncoded());
        }
    }

    @Test
    void aTokenIsGoodOnceOnly() {
        String enrolment = newEnrolment();
        TestEnforcer.enrol(CENTER, enrolment, "first").close();
        assertRefused(enrolment);
    }

    @Test
    void refusesTokensThatNobodyMadeAndKeepsNoEnforcerOfThem() {
        long before = enforcers().at("/total/value").asLong();
        assertRefused(newEnrolment().replaceFirst("token=..", "token=AA"));
        assertThat(enforcers().at("/total/value").asLong()).isEqualTo(before);
        assertThat(events("enrolment-token.refused")).contains("127.0.0.1");
    }

    private static void assertRefused(String enrolment) {
        assertThatThrownBy(() -> TestEnforcer.enrol(CENTER, enrolment, "stranger"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
    }

    @Test
    void nobodyCallsWithoutACertificate() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "guarded")) {
            var stranger = EnforcerLinkGrpc.newBlockingStub(enforcer.withoutCertificate());
            assertThatThrownBy(() -> stranger.renew(RenewRequest.getDefaultInstance()))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
        }
    }

    @Test
    void sendsTheSignedPoliciesAtOnceAndAfterEveryChange() throws GeneralSecurityException {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "policies").connect()) {
            var first = enforcer.hear(FromCenter::hasSnapshot).getSnapshot();
            assertThat(isSigned(
                            first.getDocument().toByteArray(),
                            first.getSignature().toByteArray()))
                    .isTrue();
            CENTER.call(
                    "PUT",
                    "/api/v1/policies/enforcers-it",
                    CENTER.administrator(),
                    "{\"document\":\"kind: AssurancePolicy\\nname: enforcers-it\\nmode: audit\\nchecks: {unscanned: refuse}\\n\"}");
            var second = enforcer.hear(FromCenter::hasSnapshot).getSnapshot();
            assertThat(second.getVersion()).isGreaterThan(first.getVersion());
            assertThat(SnapshotDocument.read(second.getDocument().toByteArray()).assurance())
                    .anyMatch(policy -> policy.name().equals("enforcers-it"));
            CENTER.call("DELETE", "/api/v1/policies/enforcers-it", CENTER.administrator(), "");
        }
    }

    private static boolean isSigned(byte[] document, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(CENTER.part(InstallationKeys.class).signing().publicKey());
        verifier.update("plimsoll-snapshot\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        verifier.update(document);
        return verifier.verify(signature);
    }

    @Test
    void writesEveryEventDownOnceAndInOrder() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "events").connect()) {
            String spool = UUID.randomUUID().toString();
            assertThat(keptAfter(enforcer.report(spool, 1, 2, 3))).isEqualTo(3);
            assertThat(keptAfter(enforcer.report(spool, 2, 3, 4))).isEqualTo(4);
            enforcer.hangUp();
            enforcer.connect();
            assertThat(keptAfter(enforcer.report(spool, 1, 2, 3, 4, 5))).isEqualTo(5);
            assertThat(numbers(enforcer)).containsExactly("5", "4", "3", "2", "1");
        }
    }

    @Test
    void showsEventsThatNeverCameAsAGap() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "gaps").connect()) {
            keptAfter(enforcer.report("holes", 1, 4));
            assertThat(numbers(enforcer)).containsExactly("4", "1");
            assertThat(events("enforcer.events-lost")).contains("events 2 to 3 of the host never came");
        }
    }

    @Test
    void anEventCarriesWhoTheSenderIsAndNotWhatItSays() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "honest").connect()) {
            keptAfter(enforcer.report("identity", 1));
            JsonNode event = CENTER.get("/api/v1/audit-events?type=container&query=c1&limit=1", CENTER.administrator())
                    .json()
                    .at("/items/0");
            assertThat(event.path("host").asString()).isEqualTo("honest");
            assertThat(event.path("policy").asString()).isEqualTo("production");
            assertThat(event.path("outcome").asString()).isEqualTo("failure");
        }
    }

    /// PCI DSS asks of every record on what it was (10.3.6).
    @Test
    void namesTheHostAndTheEnforcerThatTellOfThemselves() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "selfish").connect()) {
            enforcer.say(FromEnforcer.newBuilder()
                    .setEvents(Events.newBuilder()
                            .setSpoolId("selfish")
                            .addEvents(ofItself(1, "enforcer.started", "enforcer"))
                            .addEvents(ofItself(2, "host.protected", "host"))));
            assertThat(enforcer.hear(FromCenter::hasEventsKept).getEventsKept().getSequence())
                    .isEqualTo(2);
            assertThat(CENTER.get("/api/v1/audit-events?query=selfish&limit=500", CENTER.administrator())
                            .json()
                            .path("items"))
                    .anySatisfy(e -> {
                        assertThat(e.path("type").asString()).isEqualTo("enforcer.started");
                        assertThat(e.at("/object/id").asString()).isEqualTo(enforcer.id());
                        assertThat(e.at("/object/name").asString()).isEqualTo("selfish");
                    })
                    .anySatisfy(e -> {
                        assertThat(e.path("type").asString()).isEqualTo("host.protected");
                        assertThat(e.at("/object/id").asString()).isNotEmpty();
                        assertThat(e.at("/object/name").asString()).isEqualTo("selfish");
                    });
        }
    }

    private static Event.Builder ofItself(long sequence, String type, String kind) {
        return TestEnforcer.event(sequence)
                .setType(type)
                .setObjectKind(kind)
                .setObjectId("")
                .setObjectName("");
    }

    @Test
    void takesEventsThatNoClockOrCatalogueKnows() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "strange").connect()) {
            enforcer.say(FromEnforcer.newBuilder()
                    .setEvents(Events.newBuilder()
                            .setSpoolId("strange")
                            .addEvents(TestEnforcer.event(1)
                                    .setType("container.teleported")
                                    .setAtMillis(Long.MAX_VALUE))
                            .addEvents(TestEnforcer.event(2)
                                    .setOutcome("perhaps")
                                    .setAtMillis(Long.MIN_VALUE)
                                    .setObjectName("a\u0000b\u001b[2J"))));
            assertThat(enforcer.hear(FromCenter::hasEventsKept).getEventsKept().getSequence())
                    .isEqualTo(2);
            assertThat(events("enforcer.unknown-event")).contains("container.teleported");
            assertThat(events("container.start-refused")).contains("'perhaps'").contains("a\\\\u0000b\\\\u001b");
        }
    }

    @Test
    void aRevokedEnforcerIsCutOffAtOnceAndNeverComesBack() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "revoked").connect()) {
            enforcer.hear(FromCenter::hasSnapshot);
            var answer = CENTER.call(
                    "POST",
                    "/api/v1/enforcers/" + enforcer.id() + "/revocation",
                    CENTER.administrator(),
                    "{\"reason\":\"the host was stolen\"}");
            assertThat(answer.status()).isEqualTo(204);
            assertThat(enforcer.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(enforcer.connect().end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThatThrownBy(() -> enforcer.calls()
                            .renew(RenewRequest.newBuilder()
                                    .setCertificateRequest(enforcer.request())
                                    .build()))
                    .hasMessageContaining("PERMISSION_DENIED");
            assertThat(events("enforcer.revoked")).contains("the host was stolen");
            assertThat(events("enforcer.refused")).contains(enforcer.id());
        }
    }

    @Test
    void aRenewedCertificateReplacesTheOldOne() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "renewed")) {
            RenewResponse renewed = enforcer.calls()
                    .renew(RenewRequest.newBuilder()
                            .setCertificateRequest(enforcer.request())
                            .build());
            assertThat(enforcer.connect().hear(FromCenter::hasSnapshot)).isNotNull();
            try (TestEnforcer next = enforcer.with(renewed.getCertificate()).connect()) {
                next.hear(FromCenter::hasSnapshot);
                assertThat(enforcer.end().getCode()).isEqualTo(Status.Code.ABORTED);
                assertThat(enforcer.connect().end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            }
        }
    }

    @Test
    void keepsCheckpointsOutside() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "anchor").connect()) {
            enforcer.hear(FromCenter::hasSnapshot);
            CENTER.part(Checkpoints.class).sign();
            var checkpoint = enforcer.hear(FromCenter::hasCheckpoint).getCheckpoint();
            SignedCheckpoint signed = new SignedCheckpoint(
                    checkpoint.getDocument().toStringUtf8(),
                    Base64.getEncoder().encodeToString(checkpoint.getSignature().toByteArray()));
            assertThat(signed.open(CENTER.part(InstallationKeys.class).signing().publicKey()))
                    .hasValueSatisfying(c -> assertThat(c.head().sequence()).isEqualTo(checkpoint.getSequence()));
            enforcer.say(FromEnforcer.newBuilder()
                    .setCheckpointKept(CheckpointKept.newBuilder().setSequence(checkpoint.getSequence())));
            keptAfter(enforcer.report("anchor", 1));
            JsonNode listed = CENTER.get("/api/v1/audit-checkpoints?limit=500", CENTER.administrator())
                    .json()
                    .path("items");
            assertThat(listed)
                    .anyMatch(item -> item.path("sequence").asLong() == checkpoint.getSequence()
                            && item.path("keptBy").asInt() == 1);
        }
    }

    @Test
    void reportsLossesThatTheHostCounts() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "losses").connect()) {
            enforcer.say(FromEnforcer.newBuilder()
                    .setHeartbeat(Heartbeat.newBuilder().setEventsLost(7).setResidentBytes(1000)));
            keptAfter(enforcer.report("losses", 1));
            assertThat(events("enforcer.events-lost")).contains("7 events could not be kept");
            JsonNode shown = find(enforcer.id());
            assertThat(shown.path("eventsLost").asLong()).isEqualTo(7);
            assertThat(shown.path("state").asString()).isEqualTo("connected");
        }
    }

    @Test
    void anEnforcerSaysHelloFirst() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "rude")) {
            var ended = new java.util.concurrent.CompletableFuture<Status>();
            var out = EnforcerLinkGrpc.newStub(enforcer.calls().getChannel())
                    .connect(new io.grpc.stub.StreamObserver<>() {
                        @Override
                        public void onNext(FromCenter message) {}

                        @Override
                        public void onError(Throwable error) {
                            ended.complete(Status.fromThrowable(error));
                        }

                        @Override
                        public void onCompleted() {}
                    });
            out.onNext(FromEnforcer.newBuilder()
                    .setHeartbeat(Heartbeat.getDefaultInstance())
                    .build());
            assertThat(ended.join().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        }
    }

    @Test
    void refusesMessagesThatAreTooLarge() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "large").connect()) {
            enforcer.say(FromEnforcer.newBuilder()
                    .setEvents(Events.newBuilder()
                            .setSpoolId("large")
                            .addEvents(TestEnforcer.event(1).setReason("x".repeat(5_000_000)))));
            assertThat(enforcer.end().getCode()).isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
        }
    }

    @Test
    void hasNoBundleToFetchUnlessItWasOffered() {
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "bundle")) {
            var chunks = enforcer.calls()
                    .fetchBundle(FetchBundleRequest.newBuilder()
                            .setDigest("sha256:00")
                            .build());
            assertThatThrownBy(chunks::hasNext).hasMessageContaining("NOT_FOUND");
        }
    }

    private static long keptAfter(TestEnforcer enforcer) {
        return enforcer.hear(FromCenter::hasEventsKept).getEventsKept().getSequence();
    }

    private static java.util.List<String> numbers(TestEnforcer enforcer) {
        String host = find(enforcer.id()).path("hostName").asString();
        return CENTER.get("/api/v1/audit-events?type=container&limit=500", CENTER.administrator())
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("host").asString().equals(host))
                .map(item -> item.at("/details/number").asString())
                .toList();
    }

    private static JsonNode find(String id) {
        return enforcers()
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode enforcers() {
        return CENTER.get("/api/v1/enforcers?limit=500", CENTER.administrator()).json();
    }

    private static String events(String type) {
        return CENTER.get("/api/v1/audit-events?limit=500&type=" + type, CENTER.administrator())
                .response()
                .body();
    }

    private static String newEnrolment() {
        return CENTER.call("POST", "/api/v1/enrolment-tokens", CENTER.administrator(), "")
                .json()
                .path("enrolment")
                .asString();
    }
}
