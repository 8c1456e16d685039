package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

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

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(16 * 1024)
                            .build())
                    .build())
            .build();

    private PolicyDocument() {}

    /// Reads one policy.
    ///
    /// @throws InvalidPolicyException naming every mistake
    public static Policy parse(String yaml) {
        return of(read(yaml, "a policy"));
    }

    /// The tree of a document of limited size and depth.
    ///
    /// @param what it is, such as `a policy`
    static JsonNode read(String yaml, String what) {
        if (yaml.length() > MAXIMUM_LENGTH) {
            throw new InvalidPolicyException(
                    List.of(what + " has at most " + MAXIMUM_LENGTH + " characters, not " + yaml.length()));
        }
        try {
            return YAML.readTree(yaml);
        } catch (JacksonException e) {
            throw new InvalidPolicyException(List.of("not YAML: " + e.getOriginalMessage() + " (line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ")"));
        }
    }

    static Policy of(JsonNode node) {
        List<String> mistakes = new ArrayList<>();
        Fields fields = Fields.of(node, "the policy", mistakes);
        String kind = fields.word("kind", "AssurancePolicy", "RuntimePolicy", "HostPolicy");
        Policy policy = switch (kind) {
            case "RuntimePolicy" -> runtime(fields);
            case "HostPolicy" -> host(fields);
            default -> assurance(fields);
        };
        fields.refuseOthers();
        if (!mistakes.isEmpty()) {
            throw new InvalidPolicyException(mistakes);
        }
        return policy;
    }

    private static AssurancePolicy assurance(Fields fields) {
        Fields checks = fields.object("checks");
        AssurancePolicy policy = new AssurancePolicy(
                fields.name(), fields.text("description", ""), mode(fields), scope(fields), checks(checks));
        checks.refuseOthers();
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

    private static Severity severity(Fields fields, String key) {
        return Severity.ofWord(fields.word(key, "negligible", "low", "medium", "high", "critical"));
    }

    private static RuntimePolicy runtime(Fields fields) {
        return new RuntimePolicy(
                fields.name(),
                fields.text("description", ""),
                mode(fields),
                scope(fields),
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

    private static Mode mode(Fields fields) {
        return fields.word("mode", "audit", "enforce").equals("enforce") ? Mode.ENFORCE : Mode.AUDIT;
    }

    private static Scope scope(Fields fields) {
        if (!fields.has("scope")) {
            return Scope.ALL;
        }
        Fields scope = fields.object("scope");
        Scope read = new Scope(scope.texts("images"));
        scope.refuseOthers();
        return read;
    }

    /// The policy as YAML that [#parse] reads back to the same value.
    public static String write(Policy policy) {
        return YAML.writeValueAsString(tree(policy)).replaceFirst("^---\\s*\n", "");
    }

    /// The policy as a tree of maps, lists and scalars, keys in the order in which people write them.
    static Map<String, Object> tree(Policy policy) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", policy.kind());
        tree.put("name", policy.name());
        switch (policy) {
            case AssurancePolicy p -> {
                put(tree, p.description(), p.mode(), p.scope());
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
        tree.put("scope", Map.of("images", scope.images()));
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

    private static Map<String, Object> checks(AssurancePolicy policy) {
        Map<String, Object> checks = new LinkedHashMap<>();
        for (AssuranceCheck check : policy.checks()) {
            checks.put(
                    check.rule(),
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
                    });
        }
        return checks;
    }
}
