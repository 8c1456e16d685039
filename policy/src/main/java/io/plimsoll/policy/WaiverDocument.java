package io.plimsoll.policy;

import java.util.List;

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
/// ```
public final class WaiverDocument {
    private WaiverDocument() {}

    /// Reads all waivers of a file.
    ///
    /// @throws InvalidPolicyException naming every mistake
    public static Waivers parse(String yaml) {
        YamlDocument document = YamlDocument.read(yaml, "a file of exceptions");
        Mistakes mistakes = new Mistakes(document.places());
        Fields file = document.fields("the file of exceptions", mistakes);
        List<Waiver> waivers =
                file.objects("exceptions").stream().map(WaiverDocument::waiver).toList();
        file.refuseOthers();
        mistakes.refuse();
        return new Waivers(waivers);
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
        if (Waiver.isOfKind(waiver.id()) && !scope.has("path")) {
            fields.mistake("is about everything of a kind, '" + waiver.id() + "', and needs a scope with a 'path'");
        }
        if (Waiver.isOfKind(waiver.id()) && scope.has("package")) {
            fields.mistake("is about '" + waiver.id() + "', which no package has; leave out 'package'");
        }
        scope.refuseOthers();
        fields.refuseOthers();
        return waiver;
    }

    private static String pattern(Fields scope, String key) {
        return scope.has(key) ? scope.words(key) : "*";
    }
}
