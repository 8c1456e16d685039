package io.plimsoll.feeds.redhat;

import static io.plimsoll.feeds.source.SourceJson.text;
import static io.plimsoll.feeds.source.SourceJson.texts;

import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.advisories.versions.RpmVersions;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.Notice;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.SourceJson;
import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One VEX document (CSAF 2.0, profile 5). A product is a component of a release, tied together by a relationship;
/// Red Hat Enterprise Linux itself is taken, its extended support ([MainStream]) and layered products are passed over.
/// A package of a module is a component of the module, which is one of the release.
///
/// | the document says | answer |
/// |---|---|
/// | `fixed`, a binary package with its version, or a source alone | affected before it |
/// | `known_affected` | affected, no fix; with `no_fix_planned` will not be fixed |
/// | `known_not_affected` | not affected |
/// | `under_investigation`, or affected in one stream of a module | undetermined |
final class VexDocument {
    private static final Pattern COMPONENT =
            Pattern.compile("(?:([A-Za-z0-9._+-]{1,100}):[^/]{1,60}/)?([A-Za-z0-9._+-]{1,200})");

    /// A component of a release.
    ///
    /// @param isOfModule whether only one stream of a module is meant
    record Component(String ecosystem, RpmName rpm, boolean isOfModule) {
        /// Packages of one version in one release come from the source of that version.
        List<String> build() {
            return List.of(ecosystem, rpm.version());
        }
    }

    /// What is said about a component.
    record Word(Component component, Answer answer) {}

    private final JsonNode root;
    private final Map<String, JsonNode> products = new HashMap<>();
    private final Map<String, JsonNode> relationships = new HashMap<>();
    private final Map<String, Component> components = new HashMap<>();

    private VexDocument(JsonNode root) {
        this.root = root;
        collect(root.path("product_tree").path("branches"));
        for (JsonNode relationship : root.path("product_tree").path("relationships")) {
            relationships.put(text(relationship.path("full_product_name"), "product_id"), relationship);
        }
        relationships.forEach(
                (id, relationship) -> component(relationship).ifPresent(component -> components.put(id, component)));
    }

    /// @throws IllegalArgumentException if it is no VEX document about one CVE
    static VexDocument parse(byte[] bytes) {
        try {
            JsonNode root = SourceJson.MAPPER.readTree(bytes);
            if (!text(root.path("document"), "category").equals("csaf_vex")
                    || root.path("vulnerabilities").size() != 1) {
                throw new IllegalArgumentException("it is no VEX document about one vulnerability");
            }
            return new VexDocument(root);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void collect(JsonNode branches) {
        for (JsonNode branch : branches) {
            JsonNode product = branch.path("product");
            if (product.isObject()) {
                products.put(text(product, "product_id"), product);
            }
            collect(branch.path("branches"));
        }
    }

    private Optional<Component> component(JsonNode relationship) {
        String within = text(relationship, "relates_to_product_reference");
        JsonNode module = relationships.get(within);
        String release = module == null ? within : text(module, "relates_to_product_reference");
        String stream = module == null ? "" : RpmName.moduleStream(purl(text(module, "product_reference")));
        String part = text(relationship, "product_reference");
        Matcher name = COMPONENT.matcher(text(product(part), "name"));
        boolean isNamed = name.matches();
        boolean isOfModule = module != null || (isNamed && name.group(1) != null);
        return MainStream.release(release, text(product(release).path("product_identification_helper"), "cpe"))
                .flatMap(number -> RpmName.parse(purl(part))
                        .or(() -> isNamed ? Optional.of(new RpmName(name.group(2), "", "", "")) : Optional.empty())
                        .map(rpm -> rpm.stream().isEmpty() ? rpm.ofStream(stream) : rpm)
                        .map(rpm -> new Component(
                                "Red Hat:enterprise_linux:" + number,
                                rpm,
                                isOfModule || !rpm.stream().isEmpty())));
    }

    private String purl(String id) {
        return text(product(id).path("product_identification_helper"), "purl");
    }

    private JsonNode product(String id) {
        return products.getOrDefault(id, root.path("no such field"));
    }

    private JsonNode vulnerability() {
        return root.path("vulnerabilities").path(0);
    }

    String id() {
        return text(vulnerability(), "cve");
    }

    String title() {
        String title = text(vulnerability(), "title");
        return OneLine.of(title.isEmpty() ? text(root.path("document"), "title") : title);
    }

    /// ISO 8601.
    String published() {
        String released = text(vulnerability(), "release_date");
        return released.isEmpty() ? text(vulnerability(), "discovery_date") : released;
    }

    /// ISO 8601.
    String updated() {
        return text(root.path("document").path("tracking"), "current_release_date");
    }

    Severity severity() {
        return Severity.ofWord(text(root.path("document").path("aggregate_severity"), "text"));
    }

    List<Vector> vectors() {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode score : vulnerability().path("scores")) {
            for (String version : List.of("cvss_v4", "cvss_v3", "cvss_v2")) {
                String vector = text(score.path(version), "vectorString");
                if (!vector.isEmpty()) {
                    vectors.add(new Vector(vector, "redhat"));
                }
            }
        }
        return vectors.stream().distinct().toList();
    }

    /// The source and binary packages that were fixed together.
    List<Component> fixed() {
        return of("fixed").stream().map(Map.Entry::getValue).toList();
    }

    private List<Map.Entry<String, Component>> of(String status) {
        List<Map.Entry<String, Component>> found = new ArrayList<>();
        for (String id : texts(vulnerability().path("product_status").path(status))) {
            Component component = components.get(id);
            if (component != null) {
                found.add(Map.entry(id, component));
            }
        }
        return found;
    }

    /// @param lost is told about each part that could not be understood and is left out
    List<Word> words(Consumer<String> lost) {
        List<Word> words = new ArrayList<>();
        List<Component> fixed = fixed();
        Set<List<String>> built = fixed.stream()
                .filter(c -> !c.rpm.isSource())
                .map(Component::build)
                .collect(Collectors.toSet());
        for (Component component : fixed) {
            RpmName rpm = component.rpm;
            boolean isNamedByItsPackages = rpm.isSource() && built.contains(component.build());
            if (!isNamedByItsPackages && !rpm.version().isEmpty()) {
                VersionRange range =
                        new VersionRange(Notice.introduced(rpm.version(), rpm.stream()), new End.Fixed(rpm.version()));
                if (range.isReadable(RpmVersions.INSTANCE)) {
                    words.add(new Word(component, new Answer.Affected(List.of(range), List.of())));
                } else {
                    lost.accept(rpm.name() + ": '" + rpm.version() + "' is no version");
                }
            }
        }
        Map<String, Answer> unfixed = unfixed();
        of("known_affected")
                .forEach(e -> words.add(new Word(
                        e.getValue(),
                        e.getValue().isOfModule
                                ? new Answer.Undetermined()
                                : unfixed.getOrDefault(e.getKey(), new Answer.Unfixed("")))));
        of("under_investigation").forEach(e -> words.add(new Word(e.getValue(), new Answer.Undetermined())));
        of("known_not_affected").stream()
                .filter(e -> !e.getValue().isOfModule)
                .forEach(e -> words.add(new Word(e.getValue(), new Answer.NotAffected())));
        return words;
    }

    /// What the remediations say of products that have no fix.
    private Map<String, Answer> unfixed() {
        Map<String, Answer> answers = new HashMap<>();
        for (JsonNode remediation : vulnerability().path("remediations")) {
            String details = OneLine.of(text(remediation, "details"));
            Answer answer = switch (text(remediation, "category")) {
                case "no_fix_planned" -> new Answer.WillNotFix(details);
                case "none_available" -> new Answer.Unfixed(details);
                default -> null;
            };
            if (answer != null) {
                texts(remediation.path("product_ids")).forEach(id -> answers.putIfAbsent(id, answer));
            }
        }
        return answers;
    }
}
