package io.plimsoll.center.images;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Leak;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an image should not hold, as the REST contract shows it: of each list the first ones, and how many there are.
record SensitiveView(
        List<LeakView> leaks,
        int leakCount,
        List<CardNumbersView> cardNumbers,
        int cardFileCount,
        List<RiskyFileView> riskyFiles,
        int riskyFileCount) {
    private static final int SHOWN = 500;

    record LeakView(
            String rule,
            String severity,
            String path,
            @Nullable Integer line,
            String excerpt,
            String fingerprint,
            boolean deleted) {
        static LeakView of(Leak leak) {
            return new LeakView(
                    leak.rule(),
                    leak.severity().word(),
                    leak.path(),
                    leak.line() == 0 ? null : leak.line(),
                    leak.excerpt(),
                    leak.fingerprint(),
                    leak.deleted());
        }
    }

    record CardNumbersView(String path, String issuer, int count, List<String> samples, boolean test, boolean deleted) {
        static CardNumbersView of(CardNumbers cards) {
            return new CardNumbersView(
                    cards.path(), cards.issuer(), cards.count(), cards.samples(), cards.test(), cards.deleted());
        }
    }

    record RiskyFileView(String path, String kind, String mode) {
        static RiskyFileView of(RiskyFile file) {
            return new RiskyFileView(file.path(), file.kind().word(), Integer.toOctalString(file.mode()));
        }
    }

    static SensitiveView of(SensitiveContent content) {
        return new SensitiveView(
                content.leaks().stream().limit(SHOWN).map(LeakView::of).toList(),
                content.leaks().size(),
                content.cardNumbers().stream()
                        .limit(SHOWN)
                        .map(CardNumbersView::of)
                        .toList(),
                content.cardNumbers().size(),
                content.riskyFiles().stream()
                        .limit(SHOWN)
                        .map(RiskyFileView::of)
                        .toList(),
                content.riskyFiles().size());
    }
}
