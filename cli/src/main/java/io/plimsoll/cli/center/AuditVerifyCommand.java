package io.plimsoll.cli.center;

import io.plimsoll.audittrail.Anchor;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.ChainVerifier;
import io.plimsoll.audittrail.CheckpointLine;
import io.plimsoll.audittrail.PartLine;
import io.plimsoll.audittrail.PartVerifier;
import io.plimsoll.audittrail.StartLine;
import io.plimsoll.audittrail.Verification;
import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Terminal;
import io.plimsoll.model.Digest;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "Say whether the trail was changed, and where. Exit code 1 if it was.",
        footer = {
            "",
            "The signatures are checked with the key that the Center showed when the Enforcer enrolled. The strongest"
                    + " proof takes the checkpoints",
            "that an Enforcer keeps (checkpoints/ in its data folder), which nobody at the Center can reach; without"
                    + " --checkpoints, those of the Center count.",
            "Events that are older than the Center keeps in its database are read from its archives; with --export,"
                    + " from those given with --archive."
        })
final class AuditVerifyCommand implements Callable<Integer> {
    private static final int LONGEST_LINE = 1 << 20;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description =
                    "public key that the Center signs with, PEM or DER: signing.pub in its data folder, best copied"
                            + " when the Enforcer enrolled")
    private Path key = Path.of("");

    @Option(
            names = "--checkpoints",
            paramLabel = "FILE",
            description = "checkpoints kept by an Enforcer; may be given several times")
    private List<Path> checkpoints = List.of();

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "a trail that 'plimsoll audit export' wrote, instead of asking the Center")
    private @Nullable Path export;

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            description =
                    "an archive with older events (audit-FIRST-LAST.ndjson.gz), instead of asking the Center; may be"
                            + " given several times")
    private List<Path> archives = List.of();

    @Option(
            names = "--part",
            description =
                    "the --export was narrowed by a filter: check each record by itself; whether any is missing only a"
                            + " whole trail tells")
    private boolean part;

    @Override
    public Integer call() {
        PublicKey publicKey = publicKey(key);
        if (part) {
            return ofPart(publicKey);
        }
        Verification verification = export == null ? ofCenter(publicKey) : ofExport(publicKey, export);
        return switch (verification) {
            case Verification.Intact intact -> intact(intact);
            case Verification.Broken broken -> broken(broken);
        };
    }

    private Verification ofCenter(PublicKey publicKey) {
        try (Center center = new Center(SavedSession.load())) {
            List<Anchor> anchors = anchors();
            if (anchors.isEmpty()) {
                center.all("/audit-checkpoints")
                        .forEach(item ->
                                anchors.add(new Anchor("the Center itself", CheckpointLine.read(item.toString()))));
            }
            ChainVerifier verifier = new ChainVerifier(ChainHead.EMPTY, anchors, publicKey);
            if (archives.isEmpty()) {
                readArchivesOf(center, verifier);
            } else {
                readArchives(verifier);
            }
            try (InputStream lines = center.stream("/audit-events/export")) {
                return verified(lines, verifier);
            }
        } catch (IOException e) {
            throw new CommandFailure("the trail broke off while it was read: " + AtomicFile.reason(e), e);
        }
    }

    private Verification ofExport(PublicKey publicKey, Path file) {
        ChainVerifier verifier = new ChainVerifier(ChainHead.EMPTY, anchors(), publicKey);
        readArchives(verifier);
        try (InputStream lines = Files.newInputStream(file)) {
            return verified(lines, verifier);
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    /// Reads what the Center still has. The trail itself explains why the rest is not there, or the verifier says that
    /// it
    /// is missing.
    private static void readArchivesOf(Center center, ChainVerifier verifier) throws IOException {
        List<String> names = new ArrayList<>();
        center.all("/audit-archives").forEach(item -> {
            if (item.path("isHere").asBoolean()) {
                names.add(item.path("name").asString());
            }
        });
        for (String name : names.reversed()) {
            try (InputStream packed = center.stream("/audit-archives/" + Center.encoded(name))) {
                readArchive(name, packed, verifier);
            }
        }
    }

    /// In the order of the chain, in whichever order they were given: their names sort.
    private void readArchives(ChainVerifier verifier) {
        List<Path> inOrder = archives.stream()
                .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                .toList();
        for (Path file : inOrder) {
            try (InputStream packed = Files.newInputStream(file)) {
                readArchive(file.toString(), packed, verifier);
            } catch (IOException e) {
                throw new CommandFailure("cannot read --archive " + file + ": " + AtomicFile.reason(e), e);
            }
        }
    }

    private static void readArchive(String name, InputStream packed, ChainVerifier verifier) throws IOException {
        DigestInputStream digested = new DigestInputStream(new BufferedInputStream(packed), Digest.sha256());
        try (GZIPInputStream lines = new GZIPInputStream(digested)) {
            eachLine(lines, line -> accept(verifier, line));
            digested.transferTo(OutputStream.nullOutputStream());
            verifier.endOfArchive(name, Digest.ofRaw(digested.getMessageDigest().digest()));
        }
    }

    private int ofPart(PublicKey publicKey) {
        if (export == null) {
            throw new CommandFailure("--part needs the narrowed export: add --export FILE");
        }
        PartVerifier verifier = new PartVerifier(anchors(), publicKey);
        try (InputStream lines = Files.newInputStream(export)) {
            eachLine(lines, line -> verifier.accept(PartLine.read(line)));
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + export + ": " + AtomicFile.reason(e), e);
        }
        PartVerifier.Result result = verifier.conclude();
        if (!result.problems().isEmpty()) {
            return broken(new Verification.Broken(result.events(), result.problems(), result.more()));
        }
        System.out.println("A part of the trail: each of " + result.events() + " records agrees with its hash; "
                + result.vouched() + " of them stand at a signed checkpoint.");
        System.out.println("Whether any is missing, or the trail was made anew, only a whole export tells.");
        return 0;
    }

    private List<Anchor> anchors() {
        List<Anchor> anchors = new ArrayList<>();
        for (Path file : checkpoints) {
            int number = 0;
            for (String line : lines(file)) {
                number++;
                String place = file + " line " + number;
                try {
                    anchors.add(new Anchor(place, CheckpointLine.read(line)));
                } catch (IllegalArgumentException e) {
                    throw new CommandFailure(place + " is no checkpoint: " + e.getMessage(), e);
                }
            }
        }
        return anchors;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandFailure("cannot read --checkpoints " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    private static Verification verified(InputStream in, ChainVerifier verifier) throws IOException {
        eachLine(in, line -> accept(verifier, line));
        return verifier.conclude();
    }

    private static void accept(ChainVerifier verifier, String line) {
        if (StartLine.is(line)) {
            verifier.resume(StartLine.read(line));
        } else {
            verifier.accept(ChainLine.read(line).row());
        }
    }

    private static void eachLine(InputStream in, Consumer<String> consumer) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.length() > LONGEST_LINE) {
                throw new CommandFailure("line " + number + " of the trail has " + line.length() + " characters");
            }
            try {
                consumer.accept(line);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure("line " + number + " of the trail cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static int intact(Verification.Intact intact) {
        System.out.println(
                "Intact: " + intact.events() + " events, head " + intact.head().hash());
        intact.unread().forEach(AuditVerifyCommand::unread);
        System.out.println(
                intact.anchoredUpTo() == 0
                        ? "No checkpoint vouches for it: a trail that was made anew would look the same."
                        : "Signed checkpoints vouch for it up to event " + intact.anchoredUpTo() + ".");
        return 0;
    }

    private static void unread(Verification.Unread unread) {
        System.out.println("Not read: events " + unread.first() + " to "
                + unread.newest().last()
                + (unread.isRemoved()
                        ? ", removed when their time was over, as the trail tells."
                        : "; they are in " + unread.newest().fileName()
                                + " and archives before it, as the trail tells: give them with --archive."));
    }

    private static int broken(Verification.Broken broken) {
        System.out.println("NOT intact, " + broken.events() + " events read:");
        broken.problems().forEach(p -> System.out.println("  - " + Terminal.clean(p.sentence())));
        if (broken.more() > 0) {
            System.out.println("  - and " + broken.more() + " more");
        }
        return 1;
    }

    /// An Ed25519 public key (SubjectPublicKeyInfo, RFC 8410), in PEM or DER.
    private static PublicKey publicKey(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            byte[] der = text.startsWith("-----")
                    ? Base64.getMimeDecoder().decode(text.replaceAll("-----[^-]+-----", ""))
                    : bytes;
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (IOException e) {
            throw new CommandFailure("cannot read --key " + file + ": " + AtomicFile.reason(e), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CommandFailure("--key " + file + " is not an Ed25519 public key", e);
        }
    }
}
