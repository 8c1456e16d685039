package io.plimsoll.advisories.versions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a Maven version. Each kind says how it stands to the other kinds and to nothing at all (`null`), which is
/// how `1` is compared with `1-sp`.
sealed interface MavenItem {
    /// The order to the other piece; `null` stands for the end of the shorter version.
    int against(@Nullable MavenItem other);

    /// Whether the piece says no more than its absence.
    boolean isVoid();

    /// A run of digits, leading zeros removed; zero is the empty text.
    record Numeral(String digits) implements MavenItem {
        static final Numeral ZERO = new Numeral("");

        static Numeral of(String digits) {
            return new Numeral(Digits.withoutLeadingZeros(digits));
        }

        @Override
        public int against(@Nullable MavenItem other) {
            return switch (other) {
                case null -> isVoid() ? 0 : 1;
                case Numeral numeral -> Digits.compare(digits, numeral.digits);
                case Qualifier _, Sequence _ -> 1;
            };
        }

        @Override
        public boolean isVoid() {
            return digits.isEmpty();
        }
    }

    /// A word. The known ones have an order of their own, a release being the empty one; all others come after them, by
    /// alphabet.
    record Qualifier(String word) implements MavenItem {
        private static final List<String> ORDERED = List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");

        /// @param followedByDigit whether `a`, `b` and `m` are abbreviations
        static Qualifier of(String word, boolean followedByDigit) {
            return new Qualifier(
                    switch (word) {
                        case "ga", "final", "release" -> "";
                        case "cr" -> "rc";
                        case "a" -> followedByDigit ? "alpha" : word;
                        case "b" -> followedByDigit ? "beta" : word;
                        case "m" -> followedByDigit ? "milestone" : word;
                        default -> word;
                    });
        }

        private static String rank(String word) {
            int index = ORDERED.indexOf(word);
            return index < 0 ? ORDERED.size() + "-" + word : String.valueOf(index);
        }

        @Override
        public int against(@Nullable MavenItem other) {
            return switch (other) {
                case null -> rank(word).compareTo(rank(""));
                case Qualifier qualifier -> rank(word).compareTo(rank(qualifier.word));
                case Numeral _, Sequence _ -> -1;
            };
        }

        @Override
        public boolean isVoid() {
            return word.isEmpty();
        }
    }

    /// Pieces after a hyphen or after a change between digits and letters.
    record Sequence(List<MavenItem> items) implements MavenItem {
        Sequence() {
            this(new ArrayList<>());
        }

        @Override
        public int against(@Nullable MavenItem other) {
            return switch (other) {
                case null -> againstNothing();
                case Numeral _ -> -1;
                case Qualifier _ -> 1;
                case Sequence sequence -> againstSequence(sequence);
            };
        }

        private int againstNothing() {
            return items.stream()
                    .mapToInt(item -> item.against(null))
                    .filter(order -> order != 0)
                    .findFirst()
                    .orElse(0);
        }

        private int againstSequence(Sequence other) {
            for (int i = 0; i < Math.max(items.size(), other.items.size()); i++) {
                MavenItem left = i < items.size() ? items.get(i) : null;
                MavenItem right = i < other.items.size() ? other.items.get(i) : null;
                int order = left != null ? left.against(right) : right != null ? -right.against(null) : 0;
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        @Override
        public boolean isVoid() {
            return items.isEmpty();
        }

        /// Removes what says nothing, from the end up to the first piece that says something and is no sequence.
        void trim() {
            for (int i = items.size() - 1; i >= 0; i--) {
                MavenItem item = items.get(i);
                if (item.isVoid()) {
                    items.remove(i);
                } else if (!(item instanceof Sequence)) {
                    return;
                }
            }
        }
    }
}
