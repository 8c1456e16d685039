package io.plimsoll.policy;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Layer;
import io.plimsoll.model.Leak;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.policy.cel.CelExpression;
import io.plimsoll.policy.cel.CelObject;
import io.plimsoll.policy.cel.CelResult;
import io.plimsoll.policy.cel.CelType;
import io.plimsoll.policy.cel.CelType.Field;
import io.plimsoll.policy.cel.CelType.ListOf;
import io.plimsoll.policy.cel.CelType.MapOf;
import io.plimsoll.policy.cel.CelType.Simple;
import io.plimsoll.policy.cel.CelType.Struct;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The facts of an image that custom rules may ask for, by name. What is not known has no value, so that a rule about
/// it is undecided. The list for operators is in `docs/policies.md`, and a test holds the two together.
final class CustomRuleFacts {
    private static final String NOT_NOTED = "nobody noted how the image was built; scan it again";
    private static final String A_FOLDER = "a plain folder has no configuration";
    private static final String NOT_LOOKED =
            "nobody looked for leaks, card numbers and risky files; scan the image again";

    private static final CelType TEXTS = new ListOf(Simple.STRING);

    private static final Struct PACKAGE = struct(
            "package",
            Map.of(
                    "name", field(Simple.STRING, InstalledPackage.class, InstalledPackage::name),
                    "version", field(Simple.STRING, InstalledPackage.class, InstalledPackage::version),
                    "type",
                            field(
                                    Simple.STRING,
                                    InstalledPackage.class,
                                    p -> p.type().purlType()),
                    "licences", field(TEXTS, InstalledPackage.class, InstalledPackage::licences)));

    private static final Struct FOUND_PACKAGE = struct(
            "package of a finding",
            Map.of(
                    "name", field(Simple.STRING, SoftwarePackage.class, SoftwarePackage::name),
                    "version", field(Simple.STRING, SoftwarePackage.class, SoftwarePackage::version),
                    "type",
                            field(
                                    Simple.STRING,
                                    SoftwarePackage.class,
                                    p -> p.type().purlType()),
                    "purl", field(Simple.STRING, SoftwarePackage.class, SoftwarePackage::purl),
                    "path", field(Simple.STRING, SoftwarePackage.class, SoftwarePackage::path)));

    private static final Struct FINDING = struct(
            "finding",
            Map.of(
                    "id", field(Simple.STRING, Finding.class, Finding::id),
                    "aliases", field(TEXTS, Finding.class, Finding::aliases),
                    "severity",
                            field(
                                    Simple.STRING,
                                    Finding.class,
                                    f -> f.severity().word()),
                    "score",
                            optional(Simple.DOUBLE, Finding.class, f -> score(f.cvss()), "a finding has no CVSS score"),
                    "epss", optional(Simple.DOUBLE, Finding.class, Finding::epss, "a finding has no EPSS"),
                    "kev", field(Simple.BOOL, Finding.class, Finding::kev),
                    "fixed", field(Simple.BOOL, Finding.class, f -> f.status() == FindingStatus.FIXED),
                    "fixedVersions", field(TEXTS, Finding.class, Finding::fixedVersions),
                    "published",
                            optional(
                                    Simple.STRING,
                                    Finding.class,
                                    f -> f.published().isEmpty() ? null : f.published(),
                                    "a finding has no day on which it was published"),
                    "package", field(FOUND_PACKAGE, Finding.class, f -> new CelObject(FOUND_PACKAGE, f.software()))));

    private static final Struct LEAK = struct(
            "leak",
            Map.of(
                    "rule", field(Simple.STRING, Leak.class, Leak::rule),
                    "severity",
                            field(Simple.STRING, Leak.class, l -> l.severity().word()),
                    "path", field(Simple.STRING, Leak.class, Leak::path),
                    "deleted", field(Simple.BOOL, Leak.class, Leak::deleted),
                    "fingerprint", field(Simple.STRING, Leak.class, Leak::fingerprint)));

    private static final Struct CARD_NUMBERS = struct(
            "file with card numbers",
            Map.of(
                    "issuer", field(Simple.STRING, CardNumbers.class, CardNumbers::issuer),
                    "count", field(Simple.INT, CardNumbers.class, c -> (long) c.count()),
                    "path", field(Simple.STRING, CardNumbers.class, CardNumbers::path),
                    "test", field(Simple.BOOL, CardNumbers.class, CardNumbers::test),
                    "deleted", field(Simple.BOOL, CardNumbers.class, CardNumbers::deleted)));

    private static final Struct RISKY_FILE = struct(
            "risky file",
            Map.of(
                    "path", field(Simple.STRING, RiskyFile.class, RiskyFile::path),
                    "kind", field(Simple.STRING, RiskyFile.class, f -> f.kind().word())));

    private static final Struct LAYER = struct(
            "layer",
            Map.of(
                    "digest", field(Simple.STRING, Layer.class, l -> l.diffId().toString()),
                    "size", field(Simple.INT, Layer.class, Layer::size),
                    "createdBy", field(Simple.STRING, Layer.class, Layer::createdBy),
                    "base", field(Simple.BOOL, Layer.class, Layer::base)));

    private static final Struct DISTRIBUTION = struct(
            "distribution",
            Map.of(
                    "id", field(Simple.STRING, Distribution.class, Distribution::id),
                    "version", field(Simple.STRING, Distribution.class, Distribution::versionId),
                    "name", field(Simple.STRING, Distribution.class, Distribution::prettyName)));

    private static final Struct IMAGE = struct(
            "image",
            Map.ofEntries(
                    Map.entry("names", field(TEXTS, ImageFacts.class, ImageFacts::names)),
                    Map.entry("labels", field(new MapOf(Simple.STRING), ImageFacts.class, ImageFacts::labels)),
                    Map.entry("runsAsRoot", field(Simple.BOOL, ImageFacts.class, ImageFacts::runsAsRoot)),
                    Map.entry(
                            "healthcheck",
                            optional(
                                    Simple.BOOL,
                                    ImageFacts.class,
                                    ImageFacts::healthcheck,
                                    "nobody looked for a health check; scan the image again")),
                    Map.entry(
                            "complete",
                            field(
                                    Simple.BOOL,
                                    ImageFacts.class,
                                    i -> i.missing().isEmpty())),
                    Map.entry("user", configured(Simple.STRING, ImageConfiguration::user)),
                    Map.entry("os", configured(Simple.STRING, ImageConfiguration::os)),
                    Map.entry("architecture", configured(Simple.STRING, ImageConfiguration::architecture)),
                    Map.entry("created", configured(Simple.STRING, ImageConfiguration::created)),
                    Map.entry("entrypoint", configured(TEXTS, ImageConfiguration::entrypoint)),
                    Map.entry("command", configured(TEXTS, ImageConfiguration::command)),
                    Map.entry("ports", configured(TEXTS, ImageConfiguration::exposedPorts)),
                    Map.entry("variables", configured(TEXTS, ImageConfiguration::environmentNames)),
                    Map.entry(
                            "distribution",
                            optional(
                                    DISTRIBUTION,
                                    ImageFacts.class,
                                    i -> distribution(i.context().build()),
                                    "the image has no os-release, or nobody noted it")),
                    Map.entry(
                            "layers",
                            optional(
                                    new ListOf(LAYER),
                                    ImageFacts.class,
                                    i -> layers(i.context().build()),
                                    NOT_NOTED))));

    /// All facts as fields of one thing, which is what an expression is about.
    private static final Struct ALL = struct(
            "scan",
            Map.of(
                    "image", field(IMAGE, ImageFacts.class, i -> new CelObject(IMAGE, i)),
                    "packages",
                            optional(
                                    new ListOf(PACKAGE),
                                    ImageFacts.class,
                                    i -> packages(i.context().packages()),
                                    "nobody listed the packages of the image; scan it again"),
                    "findings", field(new ListOf(FINDING), ImageFacts.class, i -> objects(FINDING, i.findings())),
                    "leaks", content(LEAK, SensitiveContent::leaks),
                    "cardNumbers", content(CARD_NUMBERS, SensitiveContent::cardNumbers),
                    "riskyFiles", content(RISKY_FILE, SensitiveContent::riskyFiles)));

    private static final Map<String, CelType> VARIABLES = variables();

    private CustomRuleFacts() {}

    /// The names that an expression may use, with their types.
    static Map<String, CelType> types() {
        return VARIABLES;
    }

    private static Map<String, CelType> variables() {
        Map<String, CelType> types = new TreeMap<>();
        ALL.fields().forEach((name, field) -> types.put(name, field.type()));
        return Map.copyOf(types);
    }

    /// Why the image breaks a rule, or empty if it does not. What cannot be worked out is broken as undecided.
    static Optional<String> broken(CustomRule rule, ImageFacts image) {
        CelExpression expression = rule.expression();
        return switch (expression.evaluate(new CelObject(ALL, image))) {
            case CelResult.Answer(boolean holds) -> holds ? Optional.empty() : Optional.of(rule.message());
            case CelResult.Failed(String why) -> Optional.of(FindingRules.UNDECIDED + why + "; " + rule.message());
        };
    }

    private static @Nullable Double score(@Nullable Cvss cvss) {
        return cvss == null ? null : cvss.score();
    }

    private static @Nullable Object distribution(@Nullable ImageBuild build) {
        return build == null || build.distribution() == null ? null : new CelObject(DISTRIBUTION, build.distribution());
    }

    private static Struct struct(String name, Map<String, Field> fields) {
        return new Struct(name, fields);
    }

    private static <T> Field field(CelType type, Class<T> of, Function<T, Object> value) {
        return new Field(type, target -> value.apply(of.cast(target)), "it is not known");
    }

    private static <T> Field optional(CelType type, Class<T> of, Function<T, @Nullable Object> value, String absent) {
        return new Field(type, target -> value.apply(of.cast(target)), absent);
    }

    private static Field configured(CelType type, Function<ImageConfiguration, Object> value) {
        return optional(
                type,
                ImageFacts.class,
                image -> configured(image.context().build(), value),
                NOT_NOTED + "; " + A_FOLDER);
    }

    private static @Nullable Object configured(@Nullable ImageBuild build, Function<ImageConfiguration, Object> value) {
        return build == null || build.configuration() == null ? null : value.apply(build.configuration());
    }

    private static @Nullable Object layers(@Nullable ImageBuild build) {
        return build == null ? null : objects(LAYER, build.layers());
    }

    private static @Nullable Object packages(@Nullable List<InstalledPackage> all) {
        return all == null ? null : objects(PACKAGE, all);
    }

    private static Field content(Struct type, Function<SensitiveContent, List<?>> value) {
        return optional(
                new ListOf(type),
                ImageFacts.class,
                image -> image.sensitive() == null ? null : objects(type, value.apply(image.sensitive())),
                NOT_LOOKED);
    }

    private static List<CelObject> objects(Struct type, List<?> all) {
        return all.stream().map(each -> new CelObject(type, each)).toList();
    }
}
