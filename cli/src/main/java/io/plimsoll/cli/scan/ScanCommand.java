package io.plimsoll.cli.scan;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.matching.MatchReport;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.FeedKeys;
import io.plimsoll.cli.Progress;
import io.plimsoll.cli.TrustedBundles;
import io.plimsoll.cli.center.CenterBundle;
import io.plimsoll.cli.center.CenterDecisions;
import io.plimsoll.cli.center.CenterExceptions;
import io.plimsoll.cli.center.CenterPolicies;
import io.plimsoll.model.Digest;
import io.plimsoll.model.ImageReference;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.AssurancePolicy;
import io.plimsoll.policy.ImageContext;
import io.plimsoll.policy.ImageDecisions;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.InvalidPolicyException;
import io.plimsoll.policy.Policy;
import io.plimsoll.policy.PolicyDocument;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.Vex;
import io.plimsoll.policy.VexDocument;
import io.plimsoll.policy.WaiverDocument;
import io.plimsoll.policy.Waivers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "scan",
        description = "Inventory an image, match it with the intelligence bundle, judge it by policy.",
        footer = {
            "",
            "Exit codes: 0 passed, 1 a policy is violated, 2 it could not be done or not everything could be judged"
                    + " (incomplete).",
            "Without --policy the built-in default policy judges. Without --feed the bundle counts that 'plimsoll feed"
                    + " import' put in place."
        })
public final class ScanCommand implements Callable<Integer> {
    private static final String CENTER = "center";
    private static final String EXCEPTIONS = ".plimsoll/exceptions.yaml";

    @Parameters(
            index = "0",
            paramLabel = "REF",
            description = ImageReference.FORMS + "; a bare NAME is asked of the local engine, then of its registry")
    private String reference = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT[=FILE]",
            defaultValue = "table",
            description =
                    ScanFormat.WORDS + "; default: table. With =FILE it is written there; may be given several times,"
                            + " once without a file")
    private List<String> formats = List.of();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "write the format that has no file of its own there instead of to the terminal")
    private @Nullable Path output;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "assurance policy in YAML; the word " + CENTER
                    + " stands for all that are in force at the Command Center of 'plimsoll login'; may be given"
                    + " several times")
    private List<Path> policies = List.of();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description =
                    "exit code 1 if a listed finding is that bad or worse, whatever the policies say: negligible, low,"
                            + " medium, high or critical")
    private @Nullable String failOn;

    @Option(
            names = "--exceptions",
            paramLabel = "FILE",
            description = "findings to live with, in YAML; default: " + EXCEPTIONS
                    + " in the current folder, if it is there. The word " + CENTER
                    + " stands for those of the Command Center and for the images that were disallowed there, which"
                    + " count with --feed " + CENTER + " too; may be given several times")
    private List<String> exceptions = List.of();

    @Option(
            names = "--vex",
            paramLabel = "FILE",
            description =
                    "what makers say of their products, in OpenVEX or CycloneDX: findings that it clears are shown"
                            + " apart and break no rule; may be given several times")
    private List<Path> vex = List.of();

    @Option(names = "--only-fixed", description = "leave out findings without a fix; policies still judge them")
    private boolean onlyFixed;

    @Option(
            names = "--feed",
            paramLabel = "BUNDLE",
            description = "intelligence bundle; the word " + CENTER
                    + " stands for that of the Command Center of 'plimsoll login'")
    private @Nullable Path feed;

    @Mixin
    private FeedKeys keys = new FeedKeys();

    @Mixin
    private final RegistryOptions registry = new RegistryOptions();

    /// Reads all that can be wrong before the long work begins.
    @Override
    public Integer call() {
        ImageScanner image = ImageScanner.of(reference, registry);
        ScanOutputs outputs = ScanOutputs.of(formats, output);
        ScanJudging judging = new ScanJudging(
                policies.isEmpty()
                        ? PolicySnapshot.defaults().assurance()
                        : policies.stream().flatMap(ScanCommand::policies).toList(),
                Optional.ofNullable(failOn).map(ScanCommand::severity),
                onlyFixed,
                waivers(),
                vex.stream().map(ScanCommand::statements).reduce(Vex.NONE, Vex::and),
                asksCenter() || policies.stream().anyMatch(ScanCommand::isCenter)
                        ? CenterDecisions.fetch()
                        : ImageDecisions.NONE);
        // The bundle is opened, or fetched, meanwhile.
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Inventory> inventory = thread.submit(image::inventory);
            try {
                return scan(inventory, judging, outputs);
            } finally {
                inventory.cancel(true);
            }
        }
    }

    private int scan(Future<Inventory> inventory, ScanJudging judging, ScanOutputs outputs) {
        Optional<Bundle> bundle = TrustedBundles.open(Optional.ofNullable(feed).map(this::feedFile), keys.files());
        try {
            ScanReport report = report(inventory, judging, bundle);
            outputs.write(report);
            return report.verdict().exitCode();
        } finally {
            bundle.ifPresent(Bundle::close);
        }
    }

    private Path feedFile(Path named) {
        return isCenter(named) ? CenterBundle.fetch(TrustedBundles.keys(keys.files())) : named;
    }

    private ScanReport report(Future<Inventory> read, ScanJudging judging, Optional<Bundle> bundle) {
        try (Progress progress = Progress.ofTerminal()) {
            progress.step("Reading " + reference + " ...");
            Inventory inventory = await(read);
            progress.step("Matching " + inventory.packages().size() + " packages ...");
            return judged(judging, inventory, bundle, bundle.map(b -> Matcher.match(inventory, b)));
        }
    }

    private Inventory await(Future<Inventory> inventory) {
        try {
            return inventory.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while scanning " + reference, e);
        }
    }

    private ScanReport judged(
            ScanJudging judging, Inventory inventory, Optional<Bundle> bundle, Optional<MatchReport> match) {
        List<Unassessed> unassessed = match.map(Unassessed::of)
                .orElseGet(() -> inventory.packages().isEmpty()
                        ? List.of()
                        : List.of(new Unassessed(
                                "every ecosystem",
                                inventory.packages().size(),
                                "there is no intelligence bundle; use --feed, or 'plimsoll feed build' and 'feed"
                                        + " import'",
                                true)));
        var findings = match.map(MatchReport::findings).orElse(List.of());
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ImageFacts facts = ImageFacts.scanned(
                inventory.names(),
                inventory,
                findings,
                unassessed.stream()
                        .filter(Unassessed::incomplete)
                        .map(Unassessed::sentence)
                        .toList(),
                context(inventory, bundle, today));
        ScanJudging.Judged judged =
                judging.judge(facts, Optional.ofNullable(inventory.imageId()).map(Digest::toString), today);
        return new ScanReport(
                reference,
                Instant.now(),
                inventory,
                judged.listed(),
                judged.violating(),
                judged.suppressed(),
                judged.content(),
                unassessed,
                judged.violations(),
                judged.remarks(),
                bundle.flatMap(b -> match.map(m -> UsedBundle.of(b, m))).orElse(null));
    }

    private static ImageContext context(Inventory inventory, Optional<Bundle> bundle, LocalDate today) {
        return new ImageContext(
                today,
                bundle.flatMap(b -> Matcher.endOfLife(inventory.distribution(), b))
                        .orElse(null),
                inventory.imageId() == null ? Set.of() : Set.of(inventory.imageId()),
                null,
                null);
    }

    private static Severity severity(String word) {
        return Arrays.stream(Severity.values())
                .filter(s -> s != Severity.UNKNOWN && s.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        "--fail-on is negligible, low, medium, high or critical, not '" + word + "'"));
    }

    /// Those of files, then those of the Command Center that the scan is held against.
    private Waivers waivers() {
        List<Path> named = exceptions.stream()
                .filter(name -> !name.equals(CENTER))
                .map(Path::of)
                .toList();
        List<Path> usual = Stream.of(Path.of(EXCEPTIONS)).filter(Files::exists).toList();
        Waivers ofFiles = (named.isEmpty() ? usual : named)
                .stream().map(ScanCommand::waivers).reduce(Waivers.NONE, Waivers::and);
        return asksCenter() ? ofFiles.and(CenterExceptions.fetch()) : ofFiles;
    }

    private boolean asksCenter() {
        return exceptions.contains(CENTER) || isCenter(feed);
    }

    private static boolean isCenter(@Nullable Path feed) {
        return feed != null && feed.toString().equals(CENTER);
    }

    private static Waivers waivers(Path file) {
        try {
            return WaiverDocument.parse(document(file, 4 * PolicyDocument.MAXIMUM_LENGTH));
        } catch (IOException e) {
            throw new CommandFailure("cannot read --exceptions " + file + ": " + AtomicFile.reason(e), e);
        } catch (InvalidPolicyException e) {
            throw new CommandFailure(
                    file + " is not a valid file of exceptions:\n  - " + String.join("\n  - ", e.mistakes()), e);
        }
    }

    private static Vex statements(Path file) {
        try {
            return VexDocument.parse(document(file, 4 * VexDocument.MAXIMUM_LENGTH));
        } catch (IOException e) {
            throw new CommandFailure("cannot read --vex " + file + ": " + AtomicFile.reason(e), e);
        } catch (InvalidPolicyException e) {
            throw new CommandFailure(
                    file + " is not a valid VEX document:\n  - " + String.join("\n  - ", e.mistakes()), e);
        }
    }

    /// The text of a file that lies in the folder which is scanned, perhaps, and so may be anything.
    private static String document(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "it is not a file" : "there is no " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Stream<AssurancePolicy> policies(Path named) {
        return isCenter(named) ? CenterPolicies.fetch().stream() : Stream.of(policy(named));
    }

    private static AssurancePolicy policy(Path file) {
        try {
            Policy policy = PolicyDocument.parse(Files.readString(file));
            if (policy instanceof AssurancePolicy assurance) {
                return assurance;
            }
            throw new CommandFailure(file + " is a " + policy.kind() + "; a scan is judged by an AssurancePolicy");
        } catch (IOException e) {
            throw new CommandFailure("cannot read --policy " + file + ": " + AtomicFile.reason(e), e);
        } catch (InvalidPolicyException e) {
            throw new CommandFailure(file + " is not a valid policy:\n  - " + String.join("\n  - ", e.mistakes()), e);
        }
    }
}
