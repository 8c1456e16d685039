package io.plimsoll.policy;

import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// [ContentCheck]s as an operator writes them: `refuse`, or an object that names what is let pass.
final class ContentCheckDocument {
    private static final String LEAKS = "leaks";
    private static final String EXCEPT = "except";
    private static final String SEVERITY = "severity";

    private ContentCheckDocument() {}

    static List<ContentCheck> read(Fields checks) {
        List<ContentCheck> found = new ArrayList<>();
        if (isOn(checks, LEAKS)) {
            found.add(leaks(checks));
        }
        if (isOn(checks, "card-numbers")) {
            found.add(new ContentCheck.CardNumbers(exceptions(checks, "card-numbers")));
        }
        if (isOn(checks, "setuid-files")) {
            found.add(new ContentCheck.SetuidFiles(exceptions(checks, "setuid-files")));
        }
        if (isOn(checks, "world-writable-files")) {
            found.add(new ContentCheck.WorldWritableFiles(exceptions(checks, "world-writable-files")));
        }
        if (checks.flag("no-healthcheck")) {
            found.add(new ContentCheck.Healthcheck());
        }
        if (checks.flag("lone-update")) {
            found.add(new ContentCheck.LoneUpdate());
        }
        if (checks.flag("add-instruction")) {
            found.add(new ContentCheck.AddInstruction());
        }
        if (checks.flag("unverified-packages")) {
            found.add(new ContentCheck.UnverifiedPackages());
        }
        return found;
    }

    private static boolean isOn(Fields checks, String key) {
        return checks.isObject(key) || checks.flag(key);
    }

    private static ContentCheck leaks(Fields checks) {
        if (!checks.isObject(LEAKS)) {
            return new ContentCheck.Leaks(Severity.UNKNOWN, Set.of());
        }
        Fields inner = checks.object(LEAKS);
        Severity highest =
                inner.has(SEVERITY) ? Severity.ofWord(inner.word(SEVERITY, "low", "medium", "high")) : Severity.UNKNOWN;
        ContentCheck check =
                new ContentCheck.Leaks(highest, inner.has(EXCEPT) ? Set.copyOf(inner.texts(EXCEPT)) : Set.of());
        inner.refuseOthers();
        return check;
    }

    private static List<String> exceptions(Fields checks, String key) {
        if (!checks.isObject(key)) {
            return List.of();
        }
        Fields inner = checks.object(key);
        List<String> patterns = inner.texts(EXCEPT);
        inner.refuseOthers();
        return patterns;
    }

    /// What stands behind the name of the rule.
    static Object tree(ContentCheck check) {
        return switch (check) {
            case ContentCheck.Leaks c -> leaks(c);
            case ContentCheck.CardNumbers c -> except(c.except());
            case ContentCheck.SetuidFiles c -> except(c.except());
            case ContentCheck.WorldWritableFiles c -> except(c.except());
            case ContentCheck.Healthcheck c -> "refuse";
            case ContentCheck.LoneUpdate c -> "refuse";
            case ContentCheck.AddInstruction c -> "refuse";
            case ContentCheck.UnverifiedPackages c -> "refuse";
        };
    }

    private static Object leaks(ContentCheck.Leaks check) {
        Map<String, Object> inner = new LinkedHashMap<>();
        if (check.highest() != Severity.UNKNOWN) {
            inner.put(SEVERITY, check.highest().word());
        }
        if (!check.except().isEmpty()) {
            inner.put(EXCEPT, check.except().stream().sorted().toList());
        }
        return inner.isEmpty() ? "refuse" : inner;
    }

    private static Object except(List<String> patterns) {
        return patterns.isEmpty() ? "refuse" : Map.of(EXCEPT, patterns);
    }
}
