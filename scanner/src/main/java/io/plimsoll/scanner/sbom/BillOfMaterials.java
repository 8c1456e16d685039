package io.plimsoll.scanner.sbom;

import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the elements of a bill of materials: CycloneDX 1.x JSON (ECMA-424), SPDX 2.2 and 2.3 JSON (ISO/IEC 5962), SPDX
/// 3.0 JSON-LD. Which of them it is, the document may say at its end only.
final class BillOfMaterials {
    private static final Pattern FOUND_AT = Pattern.compile(
            "found at (?<path>.*?)(?: in layer (?<layer>sha256:[0-9a-f]{64}))?(?: owned by (?<owner>\\S+))?");
    private static final String CODENAME = "codename ";
    private static final String NOTHING_KNOWN = "/NoAssertionElement";
    private static final List<String> UNKNOWN = List.of("NOASSERTION", "NONE");
    private static final int MOST_MISSING = 20;

    private final JsonWalk json;
    private final Taking taking;
    private final List<String> missing = new ArrayList<>();
    private String format = "";
    private String subject = "";

    private BillOfMaterials(JsonWalk json, Taking taking) {
        this.json = json;
        this.taking = taking;
    }

    /// Takes the elements as they come.
    interface Taking {
        void take(Element element) throws LimitReached;
    }

    /// What is left of a document that has gone by.
    ///
    /// @param subject the name of what it describes
    /// @param missing what it says itself that it does not list
    record Read(String subject, List<String> missing) {}

    /// @throws MalformedInput if it is no bill of materials that we know
    static Read read(InputStream stream, Taking taking) throws MalformedInput, LimitReached {
        List<Read> result = new ArrayList<>();
        JsonWalk.through(stream, json -> {
            BillOfMaterials document = new BillOfMaterials(json, taking);
            json.fields(document::field);
            if (document.format.isEmpty()) {
                throw new MalformedInput(
                        "this is no bill of materials: it says neither that it is CycloneDX 1.x nor SPDX 2.x or 3.x");
            }
            result.add(new Read(document.subject, document.missing));
        });
        return result.getFirst();
    }

    private void field(String name) throws MalformedInput, LimitReached {
        switch (name) {
            case "specVersion" -> known("CycloneDX ", json.text(), "1\\.\\d+");
            case "spdxVersion" -> known("", json.text(), "SPDX-2\\.[23]");
            case "@context" -> known("SPDX ", json.text(), "https://spdx\\.org/rdf/3\\.\\d+.*");
            case "metadata" -> json.fields(this::metadata);
            case "components" -> json.items(this::component);
            case "compositions" -> json.items(this::composition);
            case "packages" -> json.items(this::spdxPackage);
            case "relationships" -> json.items(this::relationship);
            case "@graph" -> json.items(this::graphElement);
            default -> {}
        }
    }

    private void known(String prefix, String version, String pattern) throws MalformedInput {
        if (!version.matches(pattern)) {
            throw new MalformedInput("bills of materials of the version '" + prefix + version
                    + "' are not read; CycloneDX 1.x, SPDX 2.2, 2.3 and 3.x are");
        }
        format = version;
    }

    private void metadata(String name) throws MalformedInput, LimitReached {
        if (name.equals("component")) {
            Element.Draft described = new Element.Draft();
            json.fields(field -> componentField(field, described));
            subject = described.name;
        }
    }

    private void component() throws MalformedInput, LimitReached {
        Element.Draft draft = new Element.Draft();
        json.fields(field -> componentField(field, draft));
        taking.take(draft.end());
    }

    private void componentField(String field, Element.Draft draft) throws MalformedInput, LimitReached {
        switch (field) {
            case "type" -> draft.kind = json.text();
            case "name" -> draft.name = json.text();
            case "group" -> draft.group = json.text();
            case "version" -> draft.version = json.text();
            case "description" -> draft.description = json.text();
            case "purl" -> draft.purl = json.text();
            case "licenses" -> draft.licences = licences();
            case "components" -> json.items(this::component);
            case "evidence" ->
                json.fields(evidence -> {
                    if (evidence.equals("occurrences")) {
                        json.items(() -> json.fields(occurrence -> location(occurrence, draft)));
                    }
                });
            case "properties" -> json.items(() -> property(draft));
            default -> {}
        }
    }

    private void location(String field, Element.Draft draft) {
        if (field.equals("location") && draft.path.isEmpty()) {
            draft.path = json.text();
        }
    }

    private void property(Element.Draft draft) throws MalformedInput, LimitReached {
        Element.Draft property = new Element.Draft();
        json.fields(field -> {
            switch (field) {
                case "name" -> property.name = json.text();
                case "value" -> property.version = json.text();
                default -> {}
            }
        });
        if (property.name.startsWith("plimsoll:") || property.name.startsWith("aquasecurity:trivy:Src")) {
            draft.properties.put(property.name, property.version);
        }
    }

    private List<String> licences() throws MalformedInput, LimitReached {
        List<String> licences = new ArrayList<>();
        json.items(() -> json.fields(choice -> {
            if (choice.equals("expression")) {
                licences.add(json.text());
            }
            json.fields(field -> {
                if (field.equals("id") || field.equals("name")) {
                    licences.add(json.text());
                }
            });
        }));
        licences.removeIf(String::isEmpty);
        return licences;
    }

    private void composition() throws MalformedInput, LimitReached {
        json.fields(field -> {
            if (field.equals("aggregate") && json.text().startsWith("incomplete")) {
                missing("the document says that its list of components is " + json.text());
            }
        });
    }

    private void spdxPackage() throws MalformedInput, LimitReached {
        Element.Draft draft = new Element.Draft();
        draft.kind = "library";
        json.fields(field -> {
            switch (field) {
                case "name" -> draft.name = json.text();
                case "versionInfo" -> draft.version = json.text();
                case "primaryPackagePurpose" -> draft.kind = kind(json.text());
                case "summary" -> draft.description = json.text();
                case "licenseDeclared" -> draft.licences = declared(json.text());
                case "sourceInfo" -> foundAt(json.text(), draft);
                case "externalRefs" -> json.items(() -> reference("referenceType", "purl", "referenceLocator", draft));
                default -> {}
            }
        });
        take(draft);
    }

    private void graphElement() throws MalformedInput, LimitReached {
        Element.Draft draft = new Element.Draft();
        Element.Draft type = new Element.Draft();
        draft.kind = "library";
        json.fields(field -> {
            switch (field) {
                case "type" -> type.kind = json.text();
                case "name" -> draft.name = json.text();
                case "software_packageVersion" -> draft.version = json.text();
                case "software_packageUrl" -> draft.purl = json.text();
                case "software_sourceInfo" -> foundAt(json.text(), draft);
                case "relationshipType" -> type.name = json.text();
                case "comment" -> type.description = json.text();
                case "to" ->
                    json.items(() -> type.path = json.text().endsWith(NOTHING_KNOWN) ? NOTHING_KNOWN : type.path);
                case "software_primaryPurpose" -> draft.kind = kind(json.text());
                case "summary" -> draft.description = json.text();
                case "externalIdentifier" ->
                    json.items(() -> reference("externalIdentifierType", "packageUrl", "identifier", draft));
                default -> {}
            }
        });
        if (type.kind.equals("software_Package")) {
            take(draft);
        } else if (type.name.equals("contains") && type.path.equals(NOTHING_KNOWN)) {
            missing("the document says that more is contained: " + type.description);
        }
    }

    private void take(Element.Draft draft) throws LimitReached {
        if (draft.kind.equals("container") && subject.isEmpty()) {
            subject = draft.name;
        }
        taking.take(draft.end());
    }

    private void reference(String typeField, String wanted, String valueField, Element.Draft draft)
            throws MalformedInput, LimitReached {
        Element.Draft reference = new Element.Draft();
        json.fields(field -> {
            if (field.equals(typeField)) {
                reference.kind = json.text();
            } else if (field.equals(valueField)) {
                reference.purl = json.text();
            }
        });
        if (reference.kind.equals(wanted) && draft.purl.isEmpty()) {
            draft.purl = reference.purl;
        }
    }

    /// As our own documents say it.
    private static void foundAt(String text, Element.Draft draft) {
        if (text.startsWith(CODENAME)) {
            draft.properties.put("plimsoll:codename", text.substring(CODENAME.length()));
        }
        Matcher matcher = FOUND_AT.matcher(text);
        if (matcher.matches()) {
            draft.path = matcher.group("path");
            property("plimsoll:layer", matcher.group("layer"), draft);
            property("plimsoll:owner", matcher.group("owner"), draft);
        }
    }

    private static void property(String name, @Nullable String value, Element.Draft draft) {
        if (value != null) {
            draft.properties.put(name, value);
        }
    }

    private static List<String> declared(String licence) {
        return licence.isEmpty() || UNKNOWN.contains(licence) ? List.of() : List.of(licence);
    }

    private static String kind(String spdx) {
        return spdx.replaceAll("([a-z])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /// That something is contained of which nothing is said, is how our own documents tell a gap.
    private void relationship() throws MalformedInput, LimitReached {
        Element.Draft relationship = new Element.Draft();
        json.fields(field -> {
            switch (field) {
                case "relationshipType" -> relationship.kind = json.text();
                case "relatedSpdxElement" -> relationship.name = json.text();
                case "comment" -> relationship.description = json.text();
                default -> {}
            }
        });
        if (relationship.kind.equals("CONTAINS") && relationship.name.equals("NOASSERTION")) {
            missing("the document says that more is contained: " + relationship.description);
        }
    }

    private void missing(String sentence) {
        if (missing.size() < MOST_MISSING) {
            missing.add(sentence);
        }
    }
}
