package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Policies as an operator writes them: YAML, of which JSON is a part. Unknown words are mistakes, never ignored.
///
/// ```yaml
/// kind: AssurancePolicy
/// name: production
/// mode: enforce
/// scope: {images: ["shop/*"]}
/// checks:
///   unscanned: refuse
///   maximum-severity: medium
/// ```
public final class PolicyDocument {
    /// The largest document taken, in characters.
    public static final int MAXIMUM_LENGTH = 256 * 1024;

    private PolicyDocument() {}

    /// Reads one policy whose scope names no service.
    ///
    /// @throws InvalidPolicyException naming every mistake
    public static Policy parse(String yaml) {
        return parse(yaml, KnownServices.NONE);
    }

    /// Reads one policy.
    ///
    /// @throws InvalidPolicyException naming every mistake
    public static Policy parse(String yaml, KnownServices services) {
        return of(YamlDocument.read(yaml, "a policy"), services);
    }

    /// Reads a text that need not be a policy yet.
    public static PolicyReading read(String yaml, KnownServices services) {
        try {
            YamlDocument document = YamlDocument.read(yaml, "a policy");
            Map<String, Object> tree = document.fields();
            try {
                of(document, services);
                return new PolicyReading(List.of(), tree);
            } catch (InvalidPolicyException e) {
                return new PolicyReading(inOrder(e.places()), tree);
            }
        } catch (InvalidPolicyException e) {
            return new PolicyReading(inOrder(e.places()), null);
        }
    }

    private static List<PolicyMistake> inOrder(List<PolicyMistake> mistakes) {
        return mistakes.stream()
                .sorted(Comparator.comparingInt(PolicyMistake::line).thenComparingInt(PolicyMistake::column))
                .toList();
    }

    /// The policy of a tree that is no text of its own.
    static Policy of(JsonNode node) {
        return of(new YamlDocument(node, Map.of()), KnownServices.NONE);
    }

    private static Policy of(YamlDocument document, KnownServices services) {
        Mistakes mistakes = new Mistakes(document.places());
        Fields fields = document.fields("the policy", mistakes);
        String kind = fields.word("kind", "AssurancePolicy", "RuntimePolicy", "HostPolicy");
        Policy policy = switch (kind) {
            case "RuntimePolicy" -> runtime(fields, services);
            case "HostPolicy" -> host(fields);
            default -> assurance(fields, services);
        };
        fields.refuseOthers();
        mistakes.refuse();
        return policy;
    }

    private static AssurancePolicy assurance(Fields fields, KnownServices services) {
        Fields checks = fields.object("checks");
        AssurancePolicy policy = new AssurancePolicy(
                fields.name(),
                fields.text("description", ""),
                Mode.ofWord(fields.word("mode", "audit", "fail-pipeline", "enforce")),
                fields.has("starts") ? fields.date("starts") : null,
                scope(fields, true, services),
                checks(checks));
        checks.refuseOthers();
        if (policy.mode() != Mode.AUDIT && checks.has(FindingCheck.NO_WORSE)) {
            fields.wrong(
                    "mode",
                    "'" + FindingCheck.NO_WORSE + "' is decided by the Command Center alone, so a policy with it is in"
                            + " audit; put it in a policy of its own");
        }
        return policy;
    }

    private static List<AssuranceCheck> checks(Fields checks) {
        List<AssuranceCheck> found = new ArrayList<>();
        if (checks.flag("unscanned")) {
            found.add(new AssuranceCheck.Scanned());
        }
        if (checks.flag("incomplete")) {
            found.add(new AssuranceCheck.Complete());
        }
        if (checks.has("maximum-severity")) {
            found.add(maximumSeverity(checks));
        }
        if (checks.has("maximum-score")) {
            found.add(new AssuranceCheck.MaximumScore(checks.score("maximum-score")));
        }
        if (checks.has("average-score")) {
            found.add(new AssuranceCheck.AverageScore(checks.score("average-score")));
        }
        if (checks.flag("runs-as-root")) {
            found.add(new AssuranceCheck.NotRoot());
        }
        if (checks.has("approved-bases")) {
            found.add(new AssuranceCheck.ApprovedBase(java.util.Set.copyOf(checks.digests("approved-bases"))));
        }
        if (checks.has("required-labels")) {
            found.add(new AssuranceCheck.RequiredLabels(checks.map("required-labels")));
        }
        if (checks.has("forbidden-labels")) {
            found.add(new AssuranceCheck.ForbiddenLabels(checks.map("forbidden-labels")));
        }
        found.addAll(ContentCheckDocument.read(checks));
        found.addAll(FindingCheckDocument.read(checks));
        found.addAll(SupplyCheckDocument.read(checks));
        found.addAll(CustomRuleDocument.read(checks));
        return found;
    }

    /// Either a word, or `{severity: high, only-fixed: true, unranked: allow}`.
    private static AssuranceCheck maximumSeverity(Fields checks) {
        if (!checks.isObject("maximum-severity")) {
            return new AssuranceCheck.MaximumSeverity(severity(checks, "maximum-severity"), false, false);
        }
        Fields inner = checks.object("maximum-severity");
        boolean allowUnranked = inner.has("unranked")
                && inner.word("unranked", "refuse", "allow").equals("allow");
        AssuranceCheck check = new AssuranceCheck.MaximumSeverity(
                severity(inner, "severity"), inner.truth("only-fixed"), allowUnranked);
        inner.refuseOthers();
        return check;
    }

    static Severity severity(Fields fields, String key) {
        return Severity.ofWord(fields.word(key, "negligible", "low", "medium", "high", "critical"));
    }

    private static RuntimePolicy runtime(Fields fields, KnownServices services) {
        return new RuntimePolicy(
                fields.name(),
                fields.text("description", ""),
                Mode.ofWord(fields.word("mode", "audit", "enforce")),
                scope(fields, false, services),
                fields.paths("exec-mounts"),
                writtenLibraries(fields));
    }

    private static WrittenLibraries writtenLibraries(Fields fields) {
        if (!fields.has("written-libraries")) {
            return WrittenLibraries.REFUSE;
        }
        return switch (fields.word("written-libraries", "refuse", "audit", "allow")) {
            case "audit" -> WrittenLibraries.AUDIT;
            case "allow" -> WrittenLibraries.ALLOW;
            default -> WrittenLibraries.REFUSE;
        };
    }

    private static HostPolicy host(Fields fields) {
        fields.text("name", HostPolicy.NAME);
        HostPolicy.Direction away =
                fields.word("when-enforcer-away", "deny", "allow").equals("allow")
                        ? HostPolicy.Direction.ALLOW
                        : HostPolicy.Direction.DENY;
        return new HostPolicy(away, Duration.ofSeconds(fields.seconds("scan-wait", 10, 120)));
    }

    /// @param withLabels whether the labels of the image are known where the policy counts
    private static Scope scope(Fields fields, boolean withLabels, KnownServices services) {
        if (!fields.has("scope")) {
            return Scope.ALL;
        }
        Fields scope = fields.object("scope");
        List<String> images = scope.texts("images");
        List<String> named = scope.has("services") ? scope.someTexts("services") : List.of();
        if (!named.isEmpty() && !images.isEmpty()) {
            scope.wrong("images", "'services' say which images are meant; leave 'images' out, or name no service");
        }
        List<String> asWritten = new ArrayList<>();
        Set<String> ofServices = new LinkedHashSet<>(images);
        for (String name : named) {
            switch (services.find(name)) {
                case KnownServices.Images(List<String> patterns) -> ofServices.addAll(patterns);
                case KnownServices.Unusable(String why) -> scope.wrong("services", why);
                case KnownServices.AsWritten() -> asWritten.add(name);
            }
        }
        if (ofServices.size() > Fields.MOST_ENTRIES) {
            scope.wrong(
                    "services",
                    "the services name " + ofServices.size() + " patterns of images, more than the "
                            + Fields.MOST_ENTRIES + " that a scope takes; divide them among several policies");
        }
        Scope read = new Scope(
                List.copyOf(ofServices),
                scope.texts("registries"),
                scope.texts("repositories"),
                withLabels && scope.has("labels") ? scope.map("labels") : Map.of(),
                asWritten);
        scope.refuseOthers();
        return read;
    }

    /// The policy as YAML that [#parse] reads back to the same value.
    public static String write(Policy policy) {
        return YamlDocument.YAML.writeValueAsString(tree(policy)).replaceFirst("^---\\s*\n", "");
    }

    /// The policy as a tree of maps, lists and scalars, keys in the order in which people write them.
    static Map<String, Object> tree(Policy policy) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", policy.kind());
        tree.put("name", policy.name());
        switch (policy) {
            case AssurancePolicy p -> {
                put(tree, p.description(), p.mode(), p.scope());
                if (p.starts() != null) {
                    tree.put("starts", p.starts().toString());
                }
                tree.put("checks", checks(p));
            }
            case RuntimePolicy p -> {
                put(tree, p.description(), p.mode(), p.scope());
                tree.put("exec-mounts", p.execMounts());
                tree.put("written-libraries", p.writtenLibraries().word());
            }
            case HostPolicy p -> {
                tree.put("when-enforcer-away", p.whenEnforcerAway() == HostPolicy.Direction.ALLOW ? "allow" : "deny");
                tree.put("scan-wait", p.scanWait().toSeconds() + "s");
            }
        }
        return tree;
    }

    private static void put(Map<String, Object> tree, String description, Mode mode, Scope scope) {
        tree.put("description", description);
        tree.put("mode", mode.word());
        tree.put("scope", scope(scope));
    }

    private static Map<String, Object> scope(Scope scope) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (scope.services().isEmpty()) {
            tree.put("images", scope.images());
        } else {
            tree.put("services", scope.services());
        }
        if (!scope.registries().isEmpty()) {
            tree.put("registries", scope.registries());
        }
        if (!scope.repositories().isEmpty()) {
            tree.put("repositories", scope.repositories());
        }
        if (!scope.labels().isEmpty()) {
            tree.put("labels", new TreeMap<>(scope.labels()));
        }
        return tree;
    }

    private static Object maximumSeverity(AssuranceCheck.MaximumSeverity check) {
        if (!check.onlyFixed() && !check.allowUnranked()) {
            return check.highest().word();
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("severity", check.highest().word());
        inner.put("only-fixed", check.onlyFixed());
        inner.put("unranked", check.allowUnranked() ? "allow" : "refuse");
        return inner;
    }

    private static List<CustomRule> customRules(AssurancePolicy policy) {
        return policy.checks().stream()
                .filter(CustomRule.class::isInstance)
                .map(CustomRule.class::cast)
                .toList();
    }

    private static Map<String, Object> checks(AssurancePolicy policy) {
        Map<String, Object> checks = new LinkedHashMap<>();
        for (AssuranceCheck check : policy.checks()) {
            checks.put(
                    check instanceof CustomRule ? CustomRule.CUSTOM_RULES : check.rule(),
                    switch (check) {
                        case AssuranceCheck.Scanned c -> "refuse";
                        case AssuranceCheck.Complete c -> "refuse";
                        case AssuranceCheck.NotRoot c -> "refuse";
                        case AssuranceCheck.MaximumSeverity c -> maximumSeverity(c);
                        case AssuranceCheck.MaximumScore c -> c.highest();
                        case AssuranceCheck.AverageScore c -> c.highest();
                        case AssuranceCheck.ApprovedBase c ->
                            c.chainIds().stream().sorted().map(Digest::toString).toList();
                        case AssuranceCheck.RequiredLabels c -> new TreeMap<>(c.labels());
                        case AssuranceCheck.ForbiddenLabels c -> new TreeMap<>(c.labels());
                        case ContentCheck c -> ContentCheckDocument.tree(c);
                        case CustomRule c -> CustomRuleDocument.tree(customRules(policy));
                        case FindingCheck c -> FindingCheckDocument.tree(c);
                        case SupplyCheck c -> SupplyCheckDocument.tree(c);
                    });
        }
        return checks;
    }
}
