package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Severity;
import io.plimsoll.scanner.layer.FilePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// Finds credentials in text.
final class LeakSearch {
    private static final int LONGEST_EXCERPT = 80;

    private record Anchor(String text, @Nullable LeakRule rule) {}

    private static final List<Anchor> ANCHORS = anchors();
    private static final Anchors SEARCH =
            new Anchors(ANCHORS.stream().map(Anchor::text).toList());

    private static List<Anchor> anchors() {
        List<Anchor> anchors = new ArrayList<>();
        anchors.add(new Anchor(PrivateKeys.PEM, null));
        anchors.add(new Anchor(PrivateKeys.PUTTY, null));
        for (LeakRule rule : LeakRules.all()) {
            rule.anchors().forEach(text -> anchors.add(new Anchor(text, rule)));
        }
        return List.copyOf(anchors);
    }

    private LeakSearch() {}

    /// A credential in a text.
    ///
    /// @param start of what was recognised, with its name
    /// @param end of it
    /// @param secretStart where the secret itself begins; it ends with `end`
    /// @param excerpt without the secret
    /// @param identity what tells it from others: of a secret that can be guessed, its name only
    record Match(
            String rule,
            Severity severity,
            int start,
            int secretStart,
            int end,
            String excerpt,
            boolean chosen,
            String identity) {
        boolean overlaps(Match other) {
            return start < other.end && other.start < end;
        }

        /// What tells this leak from others: of a secret that can be guessed, the place that it is in and its name.
        String fingerprint(String place) {
            String of = rule + '\0' + (chosen ? place + '\0' : "") + identity;
            return Digest.of(of.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
        }
    }

    /// What takes a match.
    interface Found {
        void match(Match match);
    }

    /// Reports the credentials whose anchors stand at or after `from` and before `to`.
    ///
    /// @return false if not all could be looked at, because there are no more trials
    static boolean search(Window text, int from, int to, TextKind kind, Trials trials, Found found) {
        Trying trying = new Trying(text, kind, trials, found);
        SEARCH.search(text.bytes(), from, to, text.length(), trying);
        return !trying.gaveUp;
    }

    /// Looks closer at each anchor.
    private static final class Trying implements Anchors.Found {
        private final Window text;
        private final TextKind kind;
        private final Trials trials;
        private final Found found;
        private int matchedUntil;
        private boolean gaveUp;

        Trying(Window text, TextKind kind, Trials trials, Found found) {
            this.text = text;
            this.kind = kind;
            this.trials = trials;
            this.found = found;
        }

        @Override
        public void at(int anchor, int start) {
            LeakRule rule = ANCHORS.get(anchor).rule();
            boolean wanted = rule == null || (rule.where().covers(kind) && !(rule.chosen() && start < matchedUntil));
            if (!wanted) {
                return;
            }
            if (!trials.take()) {
                gaveUp = true;
                return;
            }
            Match match = match(text, rule, start, kind);
            if (match != null) {
                matchedUntil = match.end();
                found.match(match);
            }
        }
    }

    private static @Nullable Match match(Window text, @Nullable LeakRule rule, int anchor, TextKind kind) {
        if (rule == null) {
            PrivateKeys.Key key = PrivateKeys.at(text, anchor);
            return key == null
                    ? null
                    : new Match(
                            key.rule(),
                            key.severity(),
                            key.start(),
                            key.start(),
                            key.end(),
                            key.excerpt(),
                            false,
                            key.material());
        }
        int start = rule.stepBack().from(text, anchor);
        Matcher matcher = rule.pattern().matcher(text).useTransparentBounds(true);
        matcher.region(start, Math.min(text.length(), anchor + Window.AROUND - 200));
        return matcher.lookingAt() && anchor < matcher.end() ? match(rule, matcher, kind) : null;
    }

    private static @Nullable Match match(LeakRule rule, Matcher matcher, TextKind kind) {
        int secret = secretGroup(matcher);
        String value = matcher.group(secret);
        boolean isSetting = rule.id().equals(LeakRules.ASSIGNMENT) && kind == TextKind.SETTINGS;
        if (!(isSetting ? Secrets.canBeSetting(value) : rule.check().test(value))) {
            return null;
        }
        String name = shown(matcher.group().substring(0, matcher.start(secret) - matcher.start()));
        String prefix = rule.chosen() ? "" : publicPrefix(value);
        return new Match(
                rule.id(),
                rule.severity(),
                matcher.start(),
                matcher.start(secret),
                matcher.end(secret),
                name + prefix + "****",
                rule.chosen(),
                rule.chosen() ? name : value);
    }

    /// The last group that took part: rules have one, or one for each way of quoting.
    private static int secretGroup(Matcher matcher) {
        int group = matcher.groupCount();
        while (matcher.start(group) < 0) {
            group--;
        }
        return group;
    }

    /// What all tokens of a kind begin with, such as `ghp_`.
    private static String publicPrefix(String token) {
        for (String prefix : List.of(
                "ghp_",
                "gho_",
                "ghs_",
                "ghu_",
                "ghr_",
                "github_pat_",
                "glpat-",
                "npm_",
                "pypi-",
                "AKIA",
                "ASIA",
                "AIza",
                "sk_live_",
                "rk_live_",
                "hvs.",
                "SG.",
                "dop_v1_")) {
            if (token.startsWith(prefix)) {
                return prefix;
            }
        }
        return "";
    }

    private static String shown(String text) {
        String line = FilePath.text(text.replaceAll("[\\s\\p{Cntrl}]+", " "));
        return line.length() > LONGEST_EXCERPT ? line.substring(0, LONGEST_EXCERPT) + "..." : line;
    }
}
