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

    /// A text that a credential begins with or has in it; without a rule it is one of [PrivateKeys].
    private record Anchor(String text, @Nullable LeakRule rule) {}

    /// The anchors that count in some kinds of files, and the search for them.
    private record Beginnings(List<Anchor> anchors, Anchors search) {
        static Beginnings in(TextKind kind) {
            List<Anchor> anchors = new ArrayList<>();
            anchors.add(new Anchor(PrivateKeys.PEM, null));
            anchors.add(new Anchor(PrivateKeys.PUTTY, null));
            for (LeakRule rule : RULES) {
                if (rule.where().covers(kind)) {
                    rule.anchors().forEach(text -> anchors.add(new Anchor(text, rule)));
                }
            }
            return new Beginnings(
                    List.copyOf(anchors),
                    new Anchors(anchors.stream().map(Anchor::text).toList()));
        }
    }

    private static final List<LeakRule> RULES = LeakRules.all();
    private static final Beginnings IN_LIBRARIES = Beginnings.in(TextKind.LIBRARY);
    private static final Beginnings IN_CONFIGURATION = Beginnings.in(TextKind.CONFIGURATION);
    private static final Beginnings ELSEWHERE = Beginnings.in(TextKind.TEXT);

    private static Beginnings in(TextKind kind) {
        return switch (kind) {
            case LIBRARY -> IN_LIBRARIES;
            case SETTINGS, CONFIGURATION -> IN_CONFIGURATION;
            case LOGINS, DATABASE, TEXT -> ELSEWHERE;
        };
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
        Beginnings beginnings = in(kind);
        Trying trying = new Trying(beginnings.anchors(), text, kind, trials, found);
        beginnings.search().search(text.bytes(), from, to, text.length(), trying);
        return !trying.gaveUp;
    }

    /// Looks closer at each anchor.
    private static final class Trying implements Anchors.Found {
        private final List<Anchor> anchors;
        private final Window text;
        private final TextKind kind;
        private final Trials trials;
        private final Found found;
        private int matchedUntil;
        private boolean gaveUp;

        Trying(List<Anchor> anchors, Window text, TextKind kind, Trials trials, Found found) {
            this.anchors = anchors;
            this.text = text;
            this.kind = kind;
            this.trials = trials;
            this.found = found;
        }

        @Override
        public void at(int anchor, int start) {
            LeakRule rule = anchors.get(anchor).rule();
            if (rule != null && rule.chosen() && start < matchedUntil) {
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
