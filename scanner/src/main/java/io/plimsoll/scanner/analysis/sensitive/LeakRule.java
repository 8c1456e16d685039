package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// How one kind of credential is recognised.
///
/// @param id the word in documents
/// @param anchors short texts of which one stands in each of them, in any case; found first, and fast
/// @param stepBack what may stand before an anchor and still belong to the credential
/// @param pattern begins where stepping back ended; its group `secret` is what must not be shown
/// @param where the kinds of files in which it counts
/// @param chosen whether a person may have chosen the secret, so that it can be guessed
/// @param check the last word on the text of the group `secret`
record LeakRule(
        String id,
        Severity severity,
        List<String> anchors,
        StepBack stepBack,
        Pattern pattern,
        Where where,
        boolean chosen,
        Predicate<String> check) {
    /// What may stand before an anchor and still belong to the credential.
    enum StepBack {
        NOTHING,
        /// Letters, digits and what joins them to names.
        NAME,
        /// Digits only.
        DIGITS;

        private boolean takes(char c) {
            boolean digit = c >= '0' && c <= '9';
            return switch (this) {
                case NOTHING -> false;
                case DIGITS -> digit;
                case NAME -> digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "_-.+".indexOf(c) >= 0;
            };
        }

        /// Where the credential begins.
        int from(Window text, int anchor) {
            int start = anchor;
            while (start > 0 && anchor - start < 64 && takes(text.charAt(start - 1))) {
                start--;
            }
            return start;
        }
    }

    /// The kinds of files in which a rule counts.
    enum Where {
        /// In every file that is searched.
        ANYWHERE,
        /// Not in installed libraries, whose code and manuals are full of examples.
        OUTSIDE_LIBRARIES,
        /// In configuration files outside of installed libraries.
        CONFIGURATION;

        boolean covers(TextKind kind) {
            return switch (this) {
                case ANYWHERE -> true;
                case OUTSIDE_LIBRARIES -> kind != TextKind.LIBRARY;
                case CONFIGURATION -> kind == TextKind.CONFIGURATION || kind == TextKind.SETTINGS;
            };
        }
    }

    /// A secret that its maker made at random, found by a prefix of its own.
    static LeakRule token(String id, Severity severity, String pattern, String... anchors) {
        return new LeakRule(
                id,
                severity,
                List.of(anchors),
                StepBack.NOTHING,
                Pattern.compile("(?<![A-Za-z0-9])" + pattern),
                Where.ANYWHERE,
                false,
                Secrets::looksRandom);
    }

    LeakRule checked(Predicate<String> newCheck) {
        return new LeakRule(id, severity, anchors, stepBack, pattern, where, chosen, newCheck);
    }

    /// Texts that go on with any letter or digit, for prefixes that are too short for an anchor.
    static String[] continued(String prefix) {
        List<String> all = new ArrayList<>();
        for (char c : "abcdefghijklmnopqrstuvwxyz0123456789_-".toCharArray()) {
            all.add(prefix + c);
        }
        return all.toArray(String[]::new);
    }
}
