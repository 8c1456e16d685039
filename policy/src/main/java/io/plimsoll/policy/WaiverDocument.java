package io.plimsoll.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Waivers as an operator writes them, in `.plimsoll/exceptions.yaml`. Unknown words are mistakes, never ignored; so is
/// a waiver without a reason or without an end.
///
/// ```yaml
/// exceptions:
///   - id: CVE-2020-8203
///     scope: {package: lodash, path: "/app/*", image: "shop/*"}
///     reason: the template is ours, nobody else reaches it
///     expiry: 2027-03-31
///     by: alice
///   - id: leaks/private-key
///     scope: {path: "/app/test/*"}
///     reason: made for the tests alone
///     expiry: 2027-03-31
///   - id: image
///     scope: {image: "shop/legacy:*"}
///     reason: is switched off in spring
///     expiry: 2027-03-31
/// ```
public final class WaiverDocument {
    private WaiverDocument() {}

    /// Reads all waivers of a file.
    ///
    /// @throws InvalidPolicyException naming every mistake
    public static Waivers parse(String yaml) {
        YamlDocument document = YamlDocument.read(yaml, "a file of exceptions");
        Mistakes mistakes = new Mistakes(document.places());
        return of(document.fields("the file of exceptions", mistakes), mistakes);
    }

    private static Waiver waiver(Fields fields) {
        Fields scope = fields.has("scope") ? fields.object("scope") : fields.nothing();
        Waiver waiver = new Waiver(
                fields.words("id"),
                pattern(scope, "package"),
                pattern(scope, "path"),
                scope.has("image") ? new Scope(List.of(pattern(scope, "image"))) : Scope.ALL,
                fields.words("reason"),
                fields.date("expiry"),
                fields.text("by", ""));
        refuseWrongScope(waiver, fields, scope);
        scope.refuseOthers();
        fields.refuseOthers();
        return waiver;
    }

    private static void refuseWrongScope(Waiver waiver, Fields fields, Fields scope) {
        if (Waiver.isOfKind(waiver.id()) && !scope.has("path")) {
            fields.mistake("is about everything of a kind, '" + waiver.id() + "', and needs a scope with a 'path'");
        }
        if (Waiver.isOfKind(waiver.id()) && scope.has("package")) {
            fields.mistake("is about '" + waiver.id() + "', which no package has; leave out 'package'");
        }
        if (waiver.isOfImage() && !scope.has("image")) {
            fields.mistake("is about images as a whole and needs a scope with an 'image'");
        }
        if (waiver.isOfImage() && (scope.has("package") || scope.has("path"))) {
            fields.mistake("is about images as a whole; leave out 'package' and 'path'");
        }
    }

    /// The entry of a waiver, as this reads it.
    static Map<String, Object> tree(Waiver waiver) {
        Map<String, Object> scope = new LinkedHashMap<>();
        put(scope, "package", waiver.packages());
        if (Waiver.isOfKind(waiver.id())) {
            scope.put("path", waiver.paths());
        } else {
            put(scope, "path", waiver.paths());
        }
        waiver.images().images().forEach(pattern -> scope.put("image", pattern));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", waiver.id());
        if (!scope.isEmpty()) {
            entry.put("scope", scope);
        }
        entry.put("reason", waiver.reason());
        entry.put("expiry", waiver.expiry().toString());
        if (!waiver.by().isEmpty()) {
            entry.put("by", waiver.by());
        }
        return entry;
    }

    private static void put(Map<String, Object> scope, String key, String pattern) {
        if (!pattern.equals("*")) {
            scope.put(key, pattern);
        }
    }

    /// Waivers of a tree that [#tree] made, or that came as JSON.
    ///
    /// @param file an object with a list `exceptions`
    /// @throws InvalidPolicyException naming every mistake
    public static Waivers of(JsonNode file, String what) {
        Mistakes mistakes = new Mistakes(Map.of());
        return of(Fields.of(file, what, "", mistakes), mistakes);
    }

    private static Waivers of(Fields file, Mistakes mistakes) {
        List<Waiver> waivers =
                file.objects("exceptions").stream().map(WaiverDocument::waiver).toList();
        file.refuseOthers();
        mistakes.refuse();
        return new Waivers(waivers);
    }

    private static String pattern(Fields scope, String key) {
        return scope.has(key) ? scope.words(key) : "*";
    }
}
