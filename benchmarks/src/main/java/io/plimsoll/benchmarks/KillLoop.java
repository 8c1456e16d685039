package io.plimsoll.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.audittrail.Anchor;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.ChainVerifier;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.Origin;
import io.plimsoll.audittrail.SignedCheckpoint;
import io.plimsoll.audittrail.Verification;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.testkit.Command;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/// Kills the packaged Center at any moment while Enforcers send events as fast as it takes them, and starts it again;
/// now
/// and then its database is killed, or both. After each start the trail must hold every event that was acknowledged
/// before;
/// in the end the whole chain is verified, against checkpoints that were fetched on the way, and each event is in it
/// once.
final class KillLoop implements Measurement {
    private static final int PORT = 19_453;
    private static final int LONGEST_LIFE_MILLIS = 1_500;

    private final List<Anchor> anchors = new ArrayList<>();

    /// What is killed.
    private enum Victim {
        CENTER,
        DATABASE,
        BOTH
    }

    @Override
    public void make(Options options) throws Exception {
        int kills = options.number("kills", 100);
        SplittableRandom random = new SplittableRandom(options.number("seed", 1));
        Path data = Files.setPosixFilePermissions(
                Files.createTempDirectory(Path.of("/var/tmp"), "plimsoll-bench-"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
        List<TirelessSender> senders = new ArrayList<>();
        Sample starts = new Sample();
        try (PackagedCenter center = new PackagedCenter(data, PackagedCenter.Server.EMBEDDED, PORT)) {
            center.startDatabase();
            center.startCenter();
            center.logIn();
            for (int i = 0; i < options.number("enforcers", 4); i++) {
                senders.add(sender(center, "host-" + i));
            }
            for (int kill = 1; kill <= kills; kill++) {
                awaitMore(senders);
                Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                keepCheckpoint(center);
                starts.add(killAndStart(center, victim(kill)));
                requireKept(center, senders, kill);
                System.err.printf(
                        "  after kill %d of %d all %d acknowledged events are there%n",
                        kill, kills, acknowledged(senders));
            }
            awaitMore(senders);
            for (TirelessSender sender : senders) {
                sender.close();
            }
            Report.title("kill-9: " + kills + " kills under load; every 10th the database, every 10th both");
            Report.line("acknowledged: " + acknowledged(senders) + " events from " + senders.size() + " Enforcers");
            Report.line(verified(center, senders));
            Report.values("from the start of the Center to 'ready'", starts, "ms");
        } finally {
            Command.of("rm", "-rf", data.toString()).run();
        }
    }

    private static long acknowledged(List<TirelessSender> senders) {
        return senders.stream().mapToLong(TirelessSender::kept).sum();
    }

    private static Victim victim(int kill) {
        return switch (kill % 10) {
            case 4 -> Victim.DATABASE;
            case 9 -> Victim.BOTH;
            default -> Victim.CENTER;
        };
    }

    private static TirelessSender sender(PackagedCenter center, String host) throws Exception {
        String enrolment = PackagedCenter.json(center.send("POST", "/enrolment-tokens", ""))
                .path("enrolment")
                .asString();
        return new TirelessSender(TestEnforcer.enrol(center.data().resolve("center/ca.crt"), enrolment, host), host);
    }

    /// Waits until each has had an acknowledgement since this was called.
    private static void awaitMore(List<TirelessSender> senders) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        Map<TirelessSender, Long> before = new HashMap<>();
        senders.forEach(sender -> before.put(sender, sender.kept()));
        while (senders.stream().anyMatch(sender -> sender.kept() <= before.getOrDefault(sender, 0L))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("within a minute not every Enforcer had an event acknowledged");
            }
            Thread.sleep(5);
        }
    }

    /// @return milliseconds from the start of the Center to `ready`; how long it was away, where only its database was
    private static double killAndStart(PackagedCenter center, Victim victim) throws Exception {
        if (victim != Victim.CENTER) {
            kill(center.pid("database"), center.postmaster());
        }
        if (victim != Victim.DATABASE) {
            kill(center.pid("center"));
        }
        if (victim != Victim.CENTER) {
            center.startDatabase();
        }
        return victim == Victim.DATABASE ? 0 : center.startCenter();
    }

    private static void kill(long... processes) {
        for (long process : processes) {
            ProcessHandle handle = ProcessHandle.of(process).orElseThrow();
            handle.destroyForcibly();
            handle.onExit().join();
        }
    }

    private void keepCheckpoint(PackagedCenter center) throws Exception {
        for (JsonNode one : center.get("/audit-checkpoints?limit=1").path("items")) {
            anchors.add(new Anchor(
                    "checkpoint " + one.path("sequence").asLong(),
                    new SignedCheckpoint(
                            new String(
                                    Base64.getDecoder()
                                            .decode(one.path("document").asString()),
                                    UTF_8),
                            one.path("signature").asString())));
        }
    }

    /// The events of a host come in their order, so the newest tells of all.
    private static void requireKept(PackagedCenter center, List<TirelessSender> senders, int kill) throws Exception {
        for (TirelessSender sender : senders) {
            long acknowledged = sender.kept();
            JsonNode newest = center.get("/audit-events?limit=1&type=container.start-refused&host=" + sender.hostName())
                    .path("items");
            long present = newest.path(0).path("details").path("number").asLong(0);
            if (present < acknowledged) {
                throw new IllegalStateException("after kill " + kill + " event " + acknowledged + " of "
                        + sender.hostName() + " is lost: the newest is " + present);
            }
        }
    }

    private String verified(PackagedCenter center, List<TirelessSender> senders) throws Exception {
        ChainVerifier verifier = new ChainVerifier(ChainHead.EMPTY, anchors, key(center));
        Map<String, Long> last = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(center.stream("/audit-events/export"), UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                ChainLine line = ChainLine.read(text);
                verifier.accept(line.row());
                Optional.ofNullable(line.origin()).ifPresent(origin -> follow(last, origin));
                if (line.type().equals(EventType.ENFORCER_EVENTS_LOST.word())) {
                    throw new IllegalStateException("events were lost: " + line.reason());
                }
            }
        }
        for (TirelessSender sender : senders) {
            long present = last.getOrDefault(sender.enforcer(), 0L);
            if (present < sender.kept()) {
                throw new IllegalStateException(
                        sender.hostName() + " had " + sender.kept() + " acknowledged, " + present + " are there");
            }
        }
        return "the whole chain, against " + anchors.size() + " checkpoints kept outside: " + concluded(verifier);
    }

    private static void follow(Map<String, Long> last, Origin origin) {
        long before = last.getOrDefault(origin.enforcer(), 0L);
        if (origin.sequence() != before + 1) {
            throw new IllegalStateException(
                    "event " + origin.sequence() + " of " + origin.enforcer() + " follows " + before);
        }
        last.put(origin.enforcer(), origin.sequence());
    }

    private static String concluded(ChainVerifier verifier) {
        return switch (verifier.conclude()) {
            case Verification.Intact intact ->
                "intact, " + intact.events() + " events, each acknowledged one once, anchored up to "
                        + intact.anchoredUpTo();
            case Verification.Broken broken -> throw new IllegalStateException("the chain is broken: " + broken);
        };
    }

    private static PublicKey key(PackagedCenter center) throws Exception {
        String pem =
                Files.readString(center.data().resolve("center/signing.pub")).replaceAll("-----[^-]*-----|\\s", "");
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
    }
}
